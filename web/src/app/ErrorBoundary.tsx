// A broken view never takes the whole page with it, nor a broken dialog the view, and tells nothing personal to the console.
import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';

interface Props {
    children: ReactNode;
    /** Of a dialog: closes it. */
    onClose?: () => void;
}

export class ErrorBoundary extends Component<Props, { broken: boolean }> {
    override state = { broken: false };
    static getDerivedStateFromError() {
        return { broken: true };
    }
    override render() {
        const { onClose, children } = this.props;
        if (!this.state.broken) return children;
        return onClose ? <BrokenDialog onClose={onClose} /> : <Broken />;
    }
}

function BrokenDialog({ onClose }: { onClose: () => void }) {
    const { trouble } = useWords();
    return (
        <Dialog title={trouble.broken} onClose={onClose}>
            <p>{trouble.brokenText}</p>
        </Dialog>
    );
}

function Broken() {
    const words = useWords();
    return (
        <div className="page">
            <div className="state trouble" role="alert">
                <h1>{words.trouble.broken}</h1>
                <p>{words.trouble.brokenText}</p>
                <div className="state-actions">
                    <Button look="primary" onClick={() => location.reload()}>
                        {words.trouble.brokenNext}
                    </Button>
                </div>
            </div>
        </div>
    );
}
