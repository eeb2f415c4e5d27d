import { X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client';
import type { Employment } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/notice';

interface Props {
    person_id: string;
    job: Employment;
    onChanged: () => void;
}

export function JobActions({ person_id, job, onChanged }: Props) {
    const { companies: text } = useWords();
    const [removing, setRemoving] = useState(false);
    const { company_id, name } = job;
    const sending = useSend(
        (version: number, intent) =>
            api.delete('/persons/{person_id}/companies/{company_id}', {
                path: { person_id, company_id },
                version,
                intent,
            }),
        () => {
            tell(text.removed);
            setRemoving(false);
            onChanged();
        },
    );
    return (
        <>
            <button
                type="button"
                className="icon-button small"
                aria-label={text.remove(name)}
                onClick={() => setRemoving(true)}
            >
                <X size={18} aria-hidden="true" />
            </button>
            {removing && (
                <ConfirmDialog
                    title={text.removeTitle}
                    submit={text.removeSubmit}
                    sending={sending}
                    onConfirm={() => void sending.send(job.version)}
                    onClose={() => setRemoving(false)}
                    onReload={onChanged}
                >
                    {text.removeText(name)}
                </ConfirmDialog>
            )}
        </>
    );
}
