// A dialog with one form that is sent: the frame of everything that is recorded. What was typed stays in it until the
// server has taken it, and is sent again under the same key.
import type { ReactNode } from 'react';
import type { Text } from '../api/parts';
import type { Sending } from '../api/useSend';
import { useSay, useWords } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Form } from './Form';
import { Note } from './states';

interface Props {
    title: string;
    lead?: string;
    tone?: 'plain' | 'stop';
    wide?: boolean;
    /** Enter sends it as it stands. */
    ready?: boolean;
    submit: string;
    sending: Pick<Sending<never>, 'busy' | 'refusal'>;
    onSubmit: () => void;
    onClose: () => void;
    /** Offered with a conflict: loads what is stored behind the dialog. */
    onReload?: (() => void) | undefined;
    /** In place of the one button that sends. */
    actions?: ReactNode;
    children: ReactNode;
}

export function FormDialog(props: Props) {
    const { title, lead, tone = 'plain', wide, ready, submit, sending, onSubmit, onClose, onReload } = props;
    return (
        <Dialog title={title} onClose={onClose} tone={tone} wide={wide ?? false}>
            {lead && <p className="lead">{lead}</p>}
            <Form
                onSubmit={onSubmit}
                submit={submit}
                onCancel={onClose}
                busy={sending.busy}
                refusal={sending.refusal}
                onReload={onReload}
                danger={tone === 'stop'}
                ready={ready ?? false}
                actions={props.actions}
            >
                {props.children}
            </Form>
        </Dialog>
    );
}

/** It was recorded, and yet permits nothing: said where nobody can miss it. */
export function PermitsNothing({ why, onDone }: { why: Text; onDone: () => void }) {
    const { recorded } = useWords();
    const say = useSay();
    return (
        <Dialog title={recorded.permitsNothing} onClose={onDone}>
            <Note tone="warn">{say(why)}</Note>
            <div className="form-actions">
                <Button look="primary" onClick={onDone} autoFocus>
                    {recorded.understood}
                </Button>
            </div>
        </Dialog>
    );
}
