// Asking by letter is advertising itself: the server is asked for every area of the claim, and its answers are stored. The
// letter names only what it allows, and there is none where it allows nothing.
import { Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useAreaName, useChannels, useHouse } from '../../api/house';
import type { ContactCheck, Person, WaitingClaim } from '../../api/schema';
import { useSession } from '../../api/session';
import { useAsk } from '../../api/useAsk';
import { useSend } from '../../api/useSend';
import { type Language, useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import '../../ui/css/letter.css';
import { Dialog } from '../../ui/Dialog';
import { Choose, TextInput } from '../../ui/fields';
import { Note, Trouble } from '../../ui/states';
import { StatusIcon } from '../../ui/status';
import { Letter } from './Letter';
import { addressLines, languageFor } from './letter';

/** For the next letter, as long as this window is open: nothing but theme and language is stored. */
let last_sender = '';

function allows({ cell }: ContactCheck) {
    return (cell.status === 'allowed' || cell.status === 'conditional') && Boolean(cell.contact_point);
}

export default function LetterDialog({ claim, onClose }: { claim: WaitingClaim; onClose: () => void }) {
    const { letter: text } = useWords();
    const { areas: all } = useHouse();
    const areas = claim.areas.all ? all.map((area) => area.area_no) : claim.areas.areas;
    const [checks, setChecks] = useState<ContactCheck[]>();
    // A second attempt repeats what the first one asked, and stores nothing twice.
    const intents = useRef(new Map<number, string>());
    const { person_id } = claim;
    const sending = useSend(async (asked: number[]) => {
        const answers: ContactCheck[] = [];
        for (const area_no of asked) {
            const intent = intents.current.get(area_no) ?? crypto.randomUUID();
            intents.current.set(area_no, intent);
            answers.push(
                await api.post('/persons/{person_id}/contact-checks', {
                    path: { person_id },
                    body: { area_no, channel: 'post' },
                    intent,
                }),
            );
        }
        return answers;
    }, setChecks);
    const asked = useRef(false);
    useEffect(() => {
        // Once per opening: every check is stored as evidence.
        if (asked.current) return;
        asked.current = true;
        void sending.send(areas);
    });
    const allowed = checks?.filter(allows) ?? [];
    return (
        <Dialog title={text.title} onClose={onClose} wide>
            {!checks && !sending.refusal && (
                <p className="lead" role="status">
                    {text.checking}
                </p>
            )}
            {sending.refusal && <Trouble refusal={sending.refusal} again={() => void sending.send(areas)} />}
            {checks && <Verdicts checks={checks} allowed={allowed} />}
            {allowed.length > 0 && <Allowed claim={claim} checks={allowed} onClose={onClose} />}
        </Dialog>
    );
}

/** What the server said, the refusals in its own sentences. */
function Verdicts({ checks, allowed }: { checks: ContactCheck[]; allowed: ContactCheck[] }) {
    const { letter: text } = useWords();
    const say = useSay();
    const areaName = useAreaName();
    if (checks.length === 0) return <Note tone="unk">{text.noAreas}</Note>;
    const refused = checks.filter((check) => !allowed.includes(check));
    const good = allowed[0];
    const status = good ? good.cell.status : (refused[0]?.cell.status ?? 'denied');
    const shown = good || status === 'objected' || status === 'unknown' ? status : 'denied';
    return (
        <div role="status" className={`verdict ${shown}`}>
            <StatusIcon status={shown} size={20} />
            <div>
                <strong>{good ? text.allowed : text.forbidden}</strong>
                {good && refused.length > 0 && <p>{text.partly}</p>}
                {refused.map(({ check_id, cell }) => (
                    <p key={check_id}>
                        <b>{`${areaName(cell.area_no)}: `}</b>
                        {mayBut(cell) ? text.noAddress : say(cell.sentence)}
                    </p>
                ))}
            </div>
        </div>
    );
}

/** Allowed as such, and yet there is nowhere to write to. */
function mayBut({ status }: ContactCheck['cell']) {
    return status === 'allowed' || status === 'conditional';
}

function Allowed({
    claim,
    checks,
    onClose,
}: {
    claim: WaitingClaim;
    checks: ContactCheck[];
    onClose: () => void;
}) {
    const words = useWords();
    const { letter: text, close } = words;
    const say = useSay();
    const areaName = useAreaName();
    const { tenant } = useSession();
    const { usual } = useChannels();
    const { person_id } = claim;
    const person = useAsk<Person>(`person ${person_id}`, (signal) =>
        api.get('/persons/{person_id}', { path: { person_id }, signal }),
    );
    const { contact_point_id, contact_point = '' } = checks[0]?.cell ?? {};
    const point = person.data?.contact_points.find((each) => each.contact_point_id === contact_point_id);
    const [chosen, setChosen] = useState<Language>();
    const language = chosen ?? languageFor(point?.country ?? person.data?.country);
    const [from, setFrom] = useState(last_sender);
    const duties = new Map(checks.flatMap(({ cell }) => cell.duties).map((duty) => [duty.duty, duty.text]));
    return (
        <>
            {duties.size > 0 && (
                <section className="texts">
                    <h3>{text.duties}</h3>
                    <ul>
                        {[...duties].map(([duty, told]) => (
                            <li key={duty}>{say(told)}</li>
                        ))}
                    </ul>
                </section>
            )}
            <div className="columns">
                <TextInput
                    label={text.from}
                    help={text.fromHelp}
                    value={from}
                    onChange={(next) => {
                        last_sender = next;
                        setFrom(next);
                    }}
                    lines={2}
                />
                <Choose
                    label={text.language}
                    value={language}
                    onChange={setChosen}
                    options={(['de', 'en'] as const).map((value) => ({
                        value,
                        label: text.languages[value],
                    }))}
                />
            </div>
            <section>
                <h3>{text.preview}</h3>
                {!person.pending && (
                    <Letter
                        language={language}
                        company={tenant.name}
                        from={from}
                        name={claim.name}
                        address={addressLines(point ?? { value: contact_point }, tenant.country)}
                        areas={checks.map(({ cell }) => areaName(cell.area_no))}
                        channels={claim.channels.length > 0 ? claim.channels : usual}
                        source={claim.source.name}
                        on={checks[0]?.checked_at ?? ''}
                    />
                )}
            </section>
            <div className="form-actions">
                <Button onClick={onClose}>{close}</Button>
                <Button
                    look="primary"
                    icon={<Printer size={16} aria-hidden="true" />}
                    onClick={() => window.print()}
                >
                    {text.print}
                </Button>
            </div>
        </>
    );
}
