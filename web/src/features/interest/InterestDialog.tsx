// Presumed interest of a business (§ 7 Abs. 2 Nr. 1 UWG): facts that are written down, or nothing.
import { useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { Text } from '../../api/parts';
import type { NewInterest } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { useFieldError } from '../../ui/fieldError';
import { Choose, TextInput, Tick } from '../../ui/fields';
import { FormDialog, PermitsNothing } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';

interface Props {
    person_id: string;
    name: string;
    area_no: number;
    onClose: () => void;
    onDone: () => void;
    onReload?: () => void;
}

export default function InterestDialog({ person_id, name, area_no, onClose, onDone, onReload }: Props) {
    const { interestForm: text } = useWords();
    const { areas } = useHouse();
    const bases = Object.keys(text.basisOf) as (keyof typeof text.basisOf)[];
    const [area, setArea] = useState(String(area_no));
    const [basis, setBasis] = useState<keyof typeof text.basisOf>('existing_business_relation');
    const [why_content, setContent] = useState('');
    const [why_phone, setPhone] = useState('');
    const [phone_expected, setExpected] = useState(false);
    const [tried, setTried] = useState(false);
    const [nothing, setNothing] = useState<Text>();
    const sending = useSend(
        (body: NewInterest, intent) =>
            api.post('/persons/{person_id}/interests', {
                path: { person_id },
                body,
                intent,
            }),
        (answer) => {
            tell(text.done);
            if (answer.permits_nothing) setNothing(answer.permits_nothing);
            else onDone();
        },
    );
    const submit = () => {
        setTried(true);
        if (!why_content.trim() || !why_phone.trim()) return;
        void sending.send({
            area_no: Number(area),
            basis,
            why_content: why_content.trim(),
            why_phone: why_phone.trim(),
            phone_expected,
        });
    };
    const error = useFieldError(sending.refusal);
    const missing = (value: string) => (tried && !value.trim() ? text.missing : undefined);
    if (nothing) return <PermitsNothing why={nothing} onDone={onDone} />;
    return (
        <FormDialog
            title={text.title}
            about={name}
            lead={text.lead}
            submit={text.submit}
            sending={sending}
            onSubmit={submit}
            onClose={onClose}
            onReload={onReload}
        >
            <div className="columns">
                <Choose
                    label={text.area}
                    value={area}
                    onChange={setArea}
                    options={areas.map((each) => ({ value: String(each.area_no), label: each.name }))}
                />
                <Choose
                    label={text.basis}
                    value={basis}
                    onChange={setBasis}
                    options={bases.map((value) => ({ value, label: text.basisOf[value] }))}
                />
            </div>
            <TextInput
                label={text.content}
                value={why_content}
                onChange={setContent}
                lines={2}
                error={missing(why_content) ?? error('why_content')}
                room={4000}
            />
            <TextInput
                label={text.phone}
                value={why_phone}
                onChange={setPhone}
                lines={2}
                error={missing(why_phone) ?? error('why_phone')}
                room={4000}
            />
            <Tick checked={phone_expected} onChange={setExpected}>
                {text.expected}
            </Tick>
        </FormDialog>
    );
}
