// Recording a consent asks for what proves it: wording, way, day, evidence. The server says what it then permits.
import { useRef, useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { ChannelKey, Objection, Text } from '../../api/parts';
import type { NewConsent } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useFormat, useSpeech } from '../../i18n';
import { DateInput } from '../../ui/DateInput';
import { today } from '../../ui/day';
import { useFieldError } from '../../ui/fieldError';
import { Checks, Choose, TextInput } from '../../ui/fields';
import { FormDialog, PermitsNothing } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';
import { useSaid } from '../../ui/said';
import { Note } from '../../ui/states';
import { type ConsentStart, type ConsentWay, ways } from './start';
import { given, type NewWordingText, WordingPick } from './wording';

interface Props {
    person_id: string;
    name: string;
    start: ConsentStart;
    /** Those of the person: a consent given before one of them does not lift it. */
    objections: Objection[];
    onClose: () => void;
    onDone: () => void;
    onReload?: () => void;
}

export default function ConsentDialog({
    person_id,
    name,
    start,
    objections,
    onClose,
    onDone,
    onReload,
}: Props) {
    const { words, language } = useSpeech();
    const text = words.consentForm;
    const format = useFormat();
    const said = useSaid();
    const { areas: allAreas, channels: allChannels, reload } = useHouse();
    const [areas, setAreas] = useState(start.areas.map(String));
    const [channels, setChannels] = useState<ChannelKey[]>(start.channels);
    const [way, setWay] = useState<ConsentWay>(start.way ?? 'paper');
    const [day, setDay] = useState(start.given_on ?? null);
    const [wording, setWording] = useState('none');
    const [fresh, setFresh] = useState<NewWordingText>({ label: '', text: '', language });
    const [evidence, setEvidence] = useState('');
    const [source, setSource] = useState(start.source ?? '');
    const [tried, setTried] = useState(false);
    const [nothing, setNothing] = useState<Text>();
    // A wording that was stored before the consent was refused is used by the next attempt, not stored again.
    const stored = useRef<{ words: string; intent: string; wording_no?: number }>(undefined);
    const storeWording = async (body: NewWordingText) => {
        const words = JSON.stringify(body);
        if (stored.current?.words !== words) stored.current = { words, intent: crypto.randomUUID() };
        const { intent } = stored.current;
        stored.current.wording_no ??= (await api.post('/wordings', { body, intent })).wording_no;
        return stored.current.wording_no;
    };
    const sending = useSend(
        async (body: { consent: NewConsent; fresh?: NewWordingText }, intent) => {
            const wording_no = body.fresh ? await storeWording(body.fresh) : body.consent.wording_no;
            return api.post('/persons/{person_id}/consents', {
                path: { person_id },
                body: { ...body.consent, wording_no },
                intent,
            });
        },
        (answer) => {
            tell(text.done);
            if (stored.current) reload();
            if (answer.permits_nothing) setNothing(answer.permits_nothing);
            else onDone();
        },
    );

    const future = day !== null && day > today();
    const freshMissing = wording === 'new' && (!fresh.label.trim() || !fresh.text.trim());
    const submit = () => {
        setTried(true);
        if (!areas.length || !channels.length || !day || future || !source.trim() || freshMissing) return;
        const number = Number(wording);
        void sending.send({
            consent: {
                areas: areas.map(Number),
                channels,
                way,
                given_at: given(day),
                source: source.trim(),
                ...(evidence.trim() ? { evidence: evidence.trim() } : {}),
                ...(Number.isInteger(number) && number > 0 ? { wording_no: number } : {}),
                ...(start.claim_id ? { claim_id: start.claim_id } : {}),
            },
            ...(wording === 'new'
                ? { fresh: { ...fresh, label: fresh.label.trim(), text: fresh.text.trim() } }
                : {}),
        });
    };
    const error = useFieldError(sending.refusal);
    if (nothing) return <PermitsNothing why={nothing} onDone={onDone} />;
    const objected = objections
        .filter((each) => each.state === 'active')
        .map((each) => each.objected_at)
        .sort()
        .at(-1);
    const phoneByMail = channels.includes('phone') && (way === 'web_form' || way === 'email');
    return (
        <FormDialog
            title={start.claim_id ? text.proveTitle : text.title}
            about={name}
            wide
            submit={text.submit}
            sending={sending}
            onSubmit={submit}
            onClose={onClose}
            onReload={onReload}
        >
            {start.said && <Note tone="unk">{words.card.saidOf(said(start.said))}</Note>}
            {objected && <Note tone="stop">{text.objected(format.dateTime(objected))}</Note>}
            <Checks
                label={text.areas}
                value={areas}
                onChange={setAreas}
                error={tried && !areas.length ? text.areasMissing : error('areas')}
                options={allAreas.map((area) => ({ value: String(area.area_no), label: area.name }))}
            />
            <Checks
                label={text.channels}
                value={channels}
                onChange={setChannels}
                error={tried && !channels.length ? text.channelsMissing : error('channels')}
                options={allChannels.map((row) => ({
                    value: row.channel,
                    label: format.alone(words.channel[row.channel]),
                }))}
            />
            <div className="columns">
                <Choose
                    label={text.way}
                    autoFocus={areas.length > 0}
                    value={way}
                    onChange={setWay}
                    options={ways.map((value) => ({ value, label: format.alone(words.way[value]) }))}
                />
                <DateInput
                    label={text.givenOn}
                    offerToday
                    value={day}
                    onChange={setDay}
                    error={tried && !day ? text.givenMissing : future ? text.givenFuture : error('given_at')}
                />
            </div>
            {phoneByMail && <Note tone="warn">{text.doubleOptIn}</Note>}
            {way === 'spoken' && <Note tone="warn">{text.spoken}</Note>}
            <WordingPick
                value={wording}
                onChange={setWording}
                fresh={fresh}
                onFresh={setFresh}
                error={(name) => (tried && !fresh[name].trim() ? words.required : error(name))}
            />
            <div className="columns">
                <TextInput
                    label={text.evidence}
                    help={text.evidenceHelp}
                    value={evidence}
                    onChange={setEvidence}
                    error={error('evidence')}
                    room={4000}
                />
                <TextInput
                    label={text.source}
                    value={source}
                    onChange={setSource}
                    error={tried && !source.trim() ? text.sourceMissing : error('source')}
                    room={200}
                />
            </div>
        </FormDialog>
    );
}
