// An objection needs no reason: Enter sends it as it stands, for everything. The block comes first, details are optional.
import { useState } from 'react';
import { api } from '../../api/client';
import { useAreaName } from '../../api/house';
import type { ChannelKey } from '../../api/parts';
import type { NewObjection } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useFormat, useWords } from '../../i18n';
import { Choose, Radios, TextInput } from '../../ui/fields';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';

interface Props {
    person_id: string;
    name: string;
    area_no: number | undefined;
    channel: ChannelKey;
    onClose: () => void;
    onDone: () => void;
    onReload?: () => void;
}

const ways = ['phone', 'email', 'post', 'web', 'in_person', 'other'] as const;

export function objectionOf(
    areas: 'all' | number,
    channels: 'all' | ChannelKey,
    way: string,
    note: string,
): NewObjection {
    return {
        ...(areas === 'all' ? {} : { areas: [areas] }),
        ...(channels === 'all' ? {} : { channels: [channels] }),
        way,
        ...(note.trim() ? { note: note.trim() } : {}),
    };
}

export function ObjectionDialog({ person_id, name, area_no, channel, onClose, onDone, onReload }: Props) {
    const words = useWords();
    const text = words.objectionForm;
    const format = useFormat();
    const areaName = useAreaName();
    const [areas, setAreas] = useState<'all' | 'this'>('all');
    const [channels, setChannels] = useState<'all' | 'this'>('all');
    const [way, setWay] = useState<(typeof ways)[number]>('phone');
    const [note, setNote] = useState('');
    const sending = useSend(
        (body: NewObjection, intent) =>
            api.post('/persons/{person_id}/objections', {
                path: { person_id },
                body,
                intent,
            }),
        () => {
            tell(text.done);
            onDone();
        },
    );
    const submit = () => {
        const area = areas === 'this' && area_no !== undefined ? area_no : 'all';
        void sending.send(objectionOf(area, channels === 'this' ? channel : 'all', way, note));
    };
    return (
        <FormDialog
            title={text.title}
            about={name}
            lead={text.lead}
            tone="stop"
            ready
            submit={text.submit}
            sending={sending}
            onSubmit={submit}
            onClose={onClose}
            onReload={onReload}
        >
            <div className="columns">
                <Radios
                    label={text.areas}
                    value={areas}
                    onChange={setAreas}
                    options={[
                        { value: 'all', label: text.allAreas },
                        ...(area_no === undefined
                            ? []
                            : [{ value: 'this' as const, label: text.thisArea(areaName(area_no)) }]),
                    ]}
                />
                <Radios
                    label={text.channels}
                    value={channels}
                    onChange={setChannels}
                    options={[
                        { value: 'all', label: text.allChannels },
                        { value: 'this', label: text.thisChannel(words.channel[channel]) },
                    ]}
                />
            </div>
            <Choose
                label={text.way}
                value={way}
                onChange={setWay}
                options={ways.map((value) => ({
                    value,
                    label: format.alone(words.objectionWay[value] ?? value),
                }))}
            />
            <TextInput
                label={text.note}
                help={text.noteHelp}
                value={note}
                onChange={setNote}
                maxLength={500}
            />
        </FormDialog>
    );
}
