import { useState } from 'react';
import { api } from '../../api/client';
import type { AddedEmployment } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { useFieldError } from '../../ui/fieldError';
import { TextInput } from '../../ui/fields';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';
import { SourceField } from './OriginFields';

interface Props {
    person_id: string;
    onClose: () => void;
    onDone: () => void;
}

export default function JobDialog({ person_id, onClose, onDone }: Props) {
    const { companies: text } = useWords();
    const [job, setJob] = useState({ company: '', position: '', department: '' });
    const [source, setSource] = useState('');
    const sending = useSend(
        (body: AddedEmployment, intent) =>
            api.post('/persons/{person_id}/companies', { path: { person_id }, body, intent }),
        () => {
            tell(text.added);
            onDone();
        },
    );
    const error = useFieldError(sending.refusal);
    const submit = () => {
        const { company, position, department } = job;
        void sending.send({
            employment: {
                company: company.trim(),
                ...(position.trim() ? { position: position.trim() } : {}),
                ...(department.trim() ? { department: department.trim() } : {}),
            },
            source: source.trim(),
        });
    };
    return (
        <FormDialog
            title={text.add}
            wide
            submit={text.add}
            sending={sending}
            onSubmit={submit}
            onClose={onClose}
        >
            <TextInput
                label={text.company}
                help={text.companyHelp}
                value={job.company}
                onChange={(company) => setJob({ ...job, company })}
                error={error('company')}
                room={200}
                autoFocus
            />
            <div className="columns">
                <TextInput
                    label={text.position}
                    value={job.position}
                    onChange={(position) => setJob({ ...job, position })}
                    error={error('position')}
                    room={200}
                />
                <TextInput
                    label={text.department}
                    value={job.department}
                    onChange={(department) => setJob({ ...job, department })}
                    error={error('department')}
                    room={200}
                />
                <SourceField value={source} onChange={setSource} error={error('source')} />
            </div>
        </FormDialog>
    );
}
