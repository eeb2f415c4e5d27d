// A dialog with one form that is sent: the frame of everything that is recorded. What was typed stays in it until the
// server has taken it, and is sent again under the same key; nobody loses it by a key pressed too early.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Text } from '../api/parts';
import type { Sending } from '../api/useSend';
import { useSay, useWords } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Form } from './Form';
import { Note } from './states';

interface Props {
    title: string;
    /** Whom it is about. */
    about?: string | undefined;
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
    const {
        title,
        about,
        lead,
        tone = 'plain',
        wide,
        ready,
        submit,
        sending,
        onSubmit,
        onClose,
        onReload,
    } = props;
    const form = useRef<HTMLFormElement>(null);
    const begun = useRef('');
    const [leaving, setLeaving] = useState(false);
    useEffect(() => {
        begun.current = written(form.current);
    }, []);
    const leave = () => {
        if (written(form.current) === begun.current) onClose();
        else setLeaving(true);
    };
    return (
        <Dialog title={title} about={about} onClose={leave} tone={tone} wide={wide ?? false}>
            {lead && <p className="lead">{lead}</p>}
            <Form
                ref={form}
                onSubmit={onSubmit}
                submit={submit}
                onCancel={leave}
                busy={sending.busy}
                refusal={sending.refusal}
                onReload={onReload}
                danger={tone === 'stop'}
                ready={ready ?? false}
                actions={props.actions}
            >
                {props.children}
            </Form>
            {/* Within the dialog: else its hold on the focus would take it from the question. */}
            {leaving && <Discard onKeep={() => setLeaving(false)} onDiscard={onClose} />}
        </Dialog>
    );
}

/** What stands in the fields of a form, ticks and choices among them. */
function written(form: HTMLFormElement | null) {
    const fields = form?.querySelectorAll<HTMLInputElement>('input, textarea, [data-value]') ?? [];
    return [...fields]
        .map((field) => {
            if (field.dataset['value'] !== undefined) return field.dataset['value'];
            return /^(?:checkbox|radio)$/.test(field.type) ? String(field.checked) : field.value;
        })
        .join('\n');
}

function Discard({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
    const { discard } = useWords();
    const keep = useRef<HTMLButtonElement>(null);
    // Not by autoFocus: at that moment the dialog below still holds the focus.
    useEffect(() => keep.current?.focus(), []);
    return (
        <Dialog title={discard.title} onClose={onKeep} role="alertdialog">
            <p>{discard.text}</p>
            <div className="form-actions">
                <Button look="danger" onClick={onDiscard}>
                    {discard.submit}
                </Button>
                <Button look="primary" onClick={onKeep} ref={keep}>
                    {discard.keep}
                </Button>
            </div>
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
