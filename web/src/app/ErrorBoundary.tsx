// A broken view never takes the whole page with it, and tells nothing personal to the console.
import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button } from '../ui/Button';

export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
    override state = { broken: false };
    static getDerivedStateFromError() {
        return { broken: true };
    }
    override render() {
        return this.state.broken ? <Broken /> : this.props.children;
    }
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
