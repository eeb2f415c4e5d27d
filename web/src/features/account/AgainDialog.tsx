// The session ended while somebody worked: whatever was typed stays behind this dialog and is sent after the login.
import type { Session } from '../../api/schema';
import { useWords } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { LoginForm } from './LoginForm';

export function AgainDialog({ login, onSession }: { login: string; onSession: (session: Session) => void }) {
    const words = useWords();
    return (
        <Dialog title={words.account.againTitle}>
            <p className="lead">{words.account.againLead}</p>
            <LoginForm login={login} onSession={onSession} />
        </Dialog>
    );
}
