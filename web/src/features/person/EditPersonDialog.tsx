// The particulars, changed by whoever saw the newest version. When somebody else was quicker both changes stand side by
// side, and nothing is stored before one has looked at them.
import { useState } from 'react';
import { api } from '../../api/client';
import type { Person } from '../../api/schema';
import { asRefusal } from '../../api/useAsk';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { useFieldError } from '../../ui/fieldError';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';
import { Outdated } from './Outdated';
import { membersOf, type Particulars, particularsOf, together } from './particulars';
import { ParticularsFields } from './ParticularsFields';

interface Props {
    person: Person;
    onClose: () => void;
    onDone: () => void;
}

export default function EditPersonDialog({ person, onClose, onDone }: Props) {
    const { editPerson: text } = useWords();
    const { person_id } = person;
    // What was read when the dialog was opened: the card behind it may be asked anew meanwhile.
    const [seen] = useState(person);
    const [theirs, setTheirs] = useState<Person>();
    const base = particularsOf(seen);
    const [mine, setMine] = useState(base);
    const sending = useSend(
        async ({ form, version }: { form: Particulars; version: number }, intent) => {
            try {
                return await api.put('/persons/{person_id}', {
                    path: { person_id },
                    body: membersOf(form),
                    version,
                    intent,
                });
            } catch (error) {
                if (asRefusal(error).status === 412)
                    setTheirs(await api.get('/persons/{person_id}', { path: { person_id } }));
                throw error;
            }
        },
        () => {
            tell(text.done);
            onDone();
        },
    );
    const send = (prefer: 'mine' | 'theirs') => {
        if (!theirs) return void sending.send({ form: mine, version: seen.version });
        const stored = particularsOf(theirs);
        const form = together(base, mine, stored, prefer);
        if (JSON.stringify(form) === JSON.stringify(stored)) {
            tell(text.kept);
            return onDone();
        }
        void sending.send({ form, version: theirs.version });
    };
    return (
        <FormDialog
            title={text.title}
            wide
            submit={text.submit}
            sending={{
                busy: sending.busy,
                refusal: sending.refusal?.status === 412 && theirs ? undefined : sending.refusal,
            }}
            onSubmit={() => {
                // With both sides in sight the buttons say which one is meant.
                if (!theirs) send('mine');
            }}
            onClose={onClose}
            actions={
                theirs && (
                    <>
                        <Button busy={sending.busy} onClick={() => send('theirs')}>
                            {text.keepTheirs}
                        </Button>
                        <Button look="primary" busy={sending.busy} onClick={() => send('mine')}>
                            {text.takeMine}
                        </Button>
                    </>
                )
            }
        >
            <ParticularsFields value={mine} onChange={setMine} error={useFieldError(sending.refusal)} />
            {theirs && <Outdated base={base} mine={mine} theirs={particularsOf(theirs)} />}
        </FormDialog>
    );
}
