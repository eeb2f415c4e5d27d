// Asked once before something goes for good; what the server says against it stands in the same place.
import type { ReactNode } from 'react';
import type { Sending } from '../api/useSend';
import { FormDialog } from './FormDialog';

interface Props {
    title: string;
    submit: string;
    sending: Pick<Sending<never>, 'busy' | 'refusal'>;
    onConfirm: () => void;
    onClose: () => void;
    onReload?: (() => void) | undefined;
    children: ReactNode;
    /** Below the question: what goes, in numbers. */
    details?: ReactNode;
}

export function ConfirmDialog(props: Props) {
    const { title, submit, sending, onConfirm, onClose, onReload, children, details } = props;
    return (
        <FormDialog
            title={title}
            tone="stop"
            submit={submit}
            sending={sending}
            onSubmit={onConfirm}
            onClose={onClose}
            onReload={onReload}
        >
            <p>{children}</p>
            {details}
        </FormDialog>
    );
}
