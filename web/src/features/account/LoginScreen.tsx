import type { Session } from '../../api/schema';
import { useWords } from '../../i18n';
import { Gate } from './Gate';
import { LoginForm } from './LoginForm';

export default function LoginScreen({ onSession }: { onSession: (session: Session) => void }) {
    const words = useWords();
    return (
        <Gate title={words.account.logInTitle} lead={words.account.logInLead}>
            <LoginForm onSession={onSession} />
        </Gate>
    );
}
