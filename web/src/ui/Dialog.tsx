// A dialog keeps the focus, closes with Esc, and says its heading. Nothing in it is lost by a refused request.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../i18n';

/** React Aria hides everything else instead of saying aria-modal; some readers and checkers want to hear it. */
export function modal(dialog: HTMLElement | null) {
    dialog?.setAttribute('aria-modal', 'true');
}

interface Props {
    title: string;
    onClose?: (() => void) | undefined;
    tone?: 'plain' | 'stop';
    wide?: boolean;
    role?: 'dialog' | 'alertdialog';
    children: ReactNode;
}

export function Dialog({ title, onClose, tone = 'plain', wide, role = 'dialog', children }: Props) {
    const words = useWords();
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
                <AriaDialog role={role} className={`dialog ${tone}`} ref={modal}>
                    <header className="dialog-head">
                        <Heading slot="title" level={2}>
                            {title}
                        </Heading>
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
