// A form that saves with Ctrl Enter as well, and shows what the server said above its buttons.
import {
    type FormEvent,
    type KeyboardEvent,
    type ReactNode,
    type RefObject,
    useEffect,
    useRef,
    useState,
} from 'react';
import type { Refusal } from '../api/client';
import { useWords } from '../i18n';
import { Button } from './Button';
import { RefusalNote } from './states';

interface Props {
    ref?: RefObject<HTMLFormElement | null>;
    onSubmit: () => void;
    submit: string;
    onCancel?: (() => void) | undefined;
    busy?: boolean;
    refusal?: Refusal | undefined;
    danger?: boolean;
    /** Enter sends it as it stands. */
    ready?: boolean;
    blockedBy?: string | undefined;
    /** Offered with a conflict: what is stored is loaded again behind the form, which keeps what was typed. */
    onReload?: (() => void) | undefined;
    /** In place of the one button that sends. */
    actions?: ReactNode;
    children: ReactNode;
}

export function Form({
    ref,
    onSubmit,
    submit,
    onCancel,
    busy,
    refusal,
    danger,
    ready,
    blockedBy,
    onReload,
    actions,
    children,
}: Props) {
    const words = useWords();
    const own = useRef<HTMLFormElement>(null);
    const form = ref ?? own;
    const [tries, setTries] = useState(0);
    const submitNow = () => {
        setTries((n) => n + 1);
        onSubmit();
    };
    // Whoever tried in vain finds himself at the first field that is wrong, however long the form.
    useEffect(() => {
        if (tries === 0) return;
        form.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, button)')?.focus();
    }, [form, tries, refusal]);
    // On the way down: a button of a select keeps Enter to itself.
    const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !blockedBy) {
            event.preventDefault();
            event.stopPropagation();
            submitNow();
        }
    };
    const onForm = (event: FormEvent) => {
        event.preventDefault();
        if (!blockedBy) submitNow();
    };
    return (
        <form
            ref={form}
            className="form"
            onSubmit={onForm}
            onKeyDownCapture={onKey}
            noValidate
            autoComplete="off"
        >
            {children}
            {refusal && <RefusalNote refusal={refusal} kept onReload={onReload} />}
            <div className="form-actions">
                {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
                {actions ?? (
                    <Button
                        type="submit"
                        look={danger ? 'danger-solid' : 'primary'}
                        busy={busy ?? false}
                        blockedBy={blockedBy}
                        autoFocus={ready ?? false}
                    >
                        {busy ? words.sending : submit}
                    </Button>
                )}
            </div>
        </form>
    );
}
