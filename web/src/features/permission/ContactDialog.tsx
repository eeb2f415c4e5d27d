// Before dialling the server is asked again, and its answer is stored. The number appears only if the answer is yes.
import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useAreaName } from '../../api/house';
import type { ContactCheck, NewContactCheck } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useFormat, useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { letterKeys } from '../../ui/keys';
import { tell } from '../../ui/notice';
import { dialled, readableNumber } from '../../ui/readable';
import { Note, Trouble } from '../../ui/states';
import { StatusIcon } from '../../ui/status';
import { useVerdictSentence } from './sentence';
import { isClosed, mayOffer } from './verdict';

interface Props {
    person_id: string;
    name: string;
    question: NewContactCheck;
    onClose: () => void;
    onObjection: (() => void) | undefined;
}

export default function ContactDialog({ person_id, name, question, onClose, onObjection }: Props) {
    const words = useWords();
    const areaName = useAreaName();
    const [check, setCheck] = useState<ContactCheck>();
    const sending = useSend(
        (body: NewContactCheck, intent) =>
            api.post('/persons/{person_id}/contact-checks', {
                path: { person_id },
                body,
                intent,
            }),
        setCheck,
    );
    const asked = useRef(false);
    useEffect(() => {
        // Once per opening: every check is stored as evidence.
        if (asked.current) return;
        asked.current = true;
        void sending.send(question);
    });
    // W works in the middle of a call as well: there is no field here that could mean the letter.
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            if (!letterKeys.on || event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.key.toLowerCase() === 'w') onObjection?.();
        };
        document.addEventListener('keydown', onKey);
        return () => document.removeEventListener('keydown', onKey);
    }, [onObjection]);
    return (
        <Dialog title={words.contact.titleOf(areaName(question.area_no))} about={name} onClose={onClose}>
            {!check && !sending.refusal && (
                <p className="lead" role="status">
                    {words.contact.checking}
                </p>
            )}
            {sending.refusal && (
                <Trouble refusal={sending.refusal} again={() => void sending.send(question)} />
            )}
            {check && <Answer check={check} />}
            {onObjection && (
                <div className="form-actions">
                    <Button look="danger" className="full" hint="W" onClick={onObjection}>
                        {words.contact.wish}
                    </Button>
                </div>
            )}
        </Dialog>
    );
}

function Answer({ check }: { check: ContactCheck }) {
    const words = useWords();
    const say = useSay();
    const format = useFormat();
    const sentence = useVerdictSentence();
    const { cell } = check;
    const number = cell.contact_point;
    const good = mayOffer(cell) && number;
    // The hour may have come in between.
    const closed = isClosed(cell);
    const blocked = closed ? sentence(cell, check.checked_at) : words.contact.blocked;
    return (
        <div role="status">
            <div
                className={`verdict ${good ? cell.status : cell.status === 'objected' ? 'objected' : 'denied'}`}
            >
                <StatusIcon
                    status={good ? cell.status : cell.status === 'objected' ? 'objected' : 'denied'}
                    size={20}
                />
                <div>
                    <strong>{good ? words.contact.allowed : blocked}</strong>
                    {!closed && <p>{say(cell.sentence)}</p>}
                    {!good && cell.instead && <p>{say(cell.instead)}</p>}
                </div>
            </div>
            {good && (
                <>
                    <Dial number={number} />
                    <section className="texts">
                        <h3>{words.contact.duties}</h3>
                        {cell.duties.length === 0 ? (
                            <p className="hint">{words.contact.noDuties}</p>
                        ) : (
                            <ul>
                                {cell.duties.map((duty) => (
                                    <li key={duty.duty}>{say(duty.text)}</li>
                                ))}
                            </ul>
                        )}
                    </section>
                </>
            )}
            <p className="hint checked">{words.contact.checked(format.clock(check.checked_at))}</p>
        </div>
    );
}

/** The number to dial and to copy. Where the browser lets nobody copy it is marked, and the keys do. */
function Dial({ number }: { number: string }) {
    const { contact } = useWords();
    const [refused, setRefused] = useState(false);
    const shown = useRef<HTMLElement>(null);
    const copy = async () => {
        try {
            // Absent where the page came without TLS.
            await navigator.clipboard.writeText(number);
            setRefused(false);
            tell(contact.copied);
        } catch {
            setRefused(true);
            if (shown.current) getSelection()?.selectAllChildren(shown.current);
        }
    };
    const dial = dialled(number);
    const written = (
        <span className="dial-number" ref={shown}>
            {readableNumber(number)}
        </span>
    );
    return (
        <>
            <p className="dial">
                {dial ? <a href={`tel:${dial}`}>{written}</a> : written}
                <Button icon={<Copy size={16} aria-hidden="true" />} onClick={() => void copy()}>
                    {contact.copy}
                </Button>
            </p>
            {refused && <Note tone="warn">{contact.notCopied}</Note>}
        </>
    );
}
