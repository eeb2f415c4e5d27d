// A dialog keeps the focus, closes with Esc, and says its heading. Nothing in it is lost by a refused request.
import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../i18n';
import { useFocusBack } from './focus';

/** React Aria hides everything else instead of saying aria-modal; some readers and checkers want to hear it. */
export function modal(dialog: HTMLElement | null) {
    dialog?.setAttribute('aria-modal', 'true');
}

interface Props {
    title: string;
    /** Whom or what it is about, below the title. */
    about?: string | undefined;
    onClose?: (() => void) | undefined;
    tone?: 'plain' | 'stop';
    wide?: boolean;
    role?: 'dialog' | 'alertdialog';
    children: ReactNode;
}

export function Dialog({ title, about, onClose, tone = 'plain', wide, role = 'dialog', children }: Props) {
    const words = useWords();
    const about_id = useId();
    useFocusBack();
    return (
        <ModalOverlay
            className="scrim"
            isOpen
            isKeyboardDismissDisabled={!onClose}
            onOpenChange={(open) => {
                if (!open) onClose?.();
            }}
        >
            <Modal className={`modal ${wide ? 'wide' : ''}`}>
                <AriaDialog
                    role={role}
                    className={`dialog ${tone}`}
                    ref={modal}
                    aria-describedby={about ? about_id : undefined}
                >
                    <header className="dialog-head">
                        <div className="grow">
                            <Heading slot="title" level={2}>
                                {title}
                            </Heading>
                            {about && (
                                <p className="dialog-about" id={about_id}>
                                    <bdi>{about}</bdi>
                                </p>
                            )}
                        </div>
                        {onClose && (
                            <button
                                type="button"
                                className="icon-button"
                                onClick={onClose}
                                aria-label={words.close}
                            >
                                <X size={18} aria-hidden="true" />
                            </button>
                        )}
                    </header>
                    {children}
                </AriaDialog>
            </Modal>
        </ModalOverlay>
    );
}
