// The login, used by the page and by the dialog that asks again. Neither says whether an account exists.
import { useState } from 'react';
import { api } from '../../api/client';
import type { Session } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { TextInput } from '../../ui/fields';
import { Form } from '../../ui/Form';
import { Note } from '../../ui/states';

export function LoginForm({
    login: known,
    onSession,
}: {
    login?: string;
    onSession: (session: Session) => void;
}) {
    const words = useWords();
    const [login, setLogin] = useState(known ?? '');
    const [password, setPassword] = useState('');
    const [tried, setTried] = useState(false);
    const sending = useSend(
        (body: { login: string; password: string }, intent) => api.post('/session', { body, intent }),
        (session) => {
            setPassword('');
            onSession(session);
        },
    );
    const wrong = sending.refusal?.status === 401;
    const submit = () => {
        setTried(true);
        if (login && password) void sending.send({ login, password });
    };
    return (
        <Form
            onSubmit={submit}
            submit={words.account.logIn}
            busy={sending.busy}
            refusal={wrong ? undefined : sending.refusal}
        >
            <TextInput
                label={words.account.login}
                value={login}
                onChange={setLogin}
                autoComplete="username"
                name="username"
                autoFocus={!known}
                error={tried && !login ? words.required : undefined}
            />
            <TextInput
                label={words.account.password}
                value={password}
                onChange={setPassword}
                type="password"
                autoComplete="current-password"
                name="password"
                autoFocus={known !== undefined}
                error={tried && !password ? words.required : undefined}
            />
            {wrong && (
                <div role="alert">
                    <Note tone="stop">{words.account.wrong}</Note>
                </div>
            )}
        </Form>
    );
}
