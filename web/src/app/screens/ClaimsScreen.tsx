// The claims of all lists; it joins them with the consent that proves one.
import { useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { Person, WaitingClaim } from '../../api/schema';
import { useAsk } from '../../api/useAsk';
import { ClaimTable } from '../../features/claim/ClaimTable';
import { startOf } from '../../features/consent/start';
import { useWords } from '../../i18n';
import '../../ui/css/card.css';
import '../../ui/css/import.css';
import { Dialog } from '../../ui/Dialog';
import { laterDialog } from '../../ui/later';
import { Trouble } from '../../ui/states';

const ConsentDialog = laterDialog(() => import('../../features/consent/ConsentDialog'));
const LetterDialog = laterDialog(() => import('../../features/claim/LetterDialog'));

export default function ClaimsScreen() {
    const { claims: text } = useWords();
    const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
    const [open, setOpen] = useState<{ act: 'prove' | 'letter'; claim: WaitingClaim }>();
    const settle = (claim_id: string) => setSettled((old) => new Set([...old, claim_id]));
    const close = () => setOpen(undefined);
    return (
        <div className="page">
            <div className="page-head">
                <h1>{text.title}</h1>
            </div>
            <p className="lead">{text.lead}</p>
            <ClaimTable
                settled={settled}
                onSettled={settle}
                onProve={(claim) => setOpen({ act: 'prove', claim })}
                onLetter={(claim) => setOpen({ act: 'letter', claim })}
            />
            {open?.act === 'letter' && <LetterDialog claim={open.claim} onClose={close} />}
            {open?.act === 'prove' && (
                <Prove
                    claim={open.claim}
                    onClose={close}
                    onDone={() => {
                        settle(open.claim.claim_id);
                        close();
                    }}
                />
            )}
        </div>
    );
}

/** The person's objections belong into sight before somebody records a consent. */
function Prove({ claim, onClose, onDone }: { claim: WaitingClaim; onClose: () => void; onDone: () => void }) {
    const { consentForm: text } = useWords();
    const { areas } = useHouse();
    const { person_id } = claim;
    const person = useAsk<Person>(
        `person ${person_id}`,
        (signal) => api.get('/persons/{person_id}', { path: { person_id }, signal }),
        true,
    );
    if (person.data)
        return (
            <ConsentDialog
                person_id={person_id}
                name={claim.name}
                start={startOf(claim, areas)}
                objections={person.data.objections}
                onClose={onClose}
                onDone={onDone}
                onReload={person.again}
            />
        );
    if (!person.refusal) return null;
    return (
        <Dialog title={text.proveTitle} about={claim.name} onClose={onClose}>
            <Trouble refusal={person.refusal} again={person.again} />
        </Dialog>
    );
}
