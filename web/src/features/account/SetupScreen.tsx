// The first run: company, first areas, first account, in one form.
import { useState } from 'react';
import { api } from '../../api/client';
import type { Session, Setup } from '../../api/schema';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { TextInput } from '../../ui/fields';
import { Form } from '../../ui/Form';
import { Gate } from './Gate';

const shortest_password = 12;

export function areasOf(text: string) {
    const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    return lines.filter(
        (line, at) => lines.findIndex((other) => other.toLowerCase() === line.toLowerCase()) === at,
    );
}

export default function SetupScreen({ onSession }: { onSession: (session: Session) => void }) {
    const words = useWords();
    const [form, setForm] = useState({
        token: '',
        company: '',
        areas: '',
        display_name: '',
        login: '',
        password: '',
    });
    const [tried, setTried] = useState(false);
    const sending = useSend((body: Setup, intent) => api.post('/setup', { body, intent }), onSession);
    const set = (name: keyof typeof form) => (value: string) => setForm((old) => ({ ...old, [name]: value }));
    const areas = areasOf(form.areas);
    const missing = (name: keyof typeof form) => (tried && !form[name].trim() ? words.required : undefined);
    const short = form.password.length < shortest_password;

    const submit = () => {
        setTried(true);
        const { token, company, display_name, login, password } = form;
        if (
            !token.trim() ||
            !company.trim() ||
            !display_name.trim() ||
            !login.trim() ||
            short ||
            !areas.length
        )
            return;
        void sending.send({
            token: token.trim(),
            company: company.trim(),
            display_name: display_name.trim(),
            login: login.trim(),
            password,
            areas,
        });
    };
    const text = words.account;
    return (
        <Gate title={text.setUpTitle} lead={text.setUpLead} wide>
            <Form onSubmit={submit} submit={text.setUp} busy={sending.busy} refusal={sending.refusal}>
                <TextInput
                    label={text.token}
                    help={text.tokenHelp}
                    value={form.token}
                    onChange={set('token')}
                    error={missing('token')}
                    autoFocus
                />
                <fieldset>
                    <legend>{text.partHouse}</legend>
                    <TextInput
                        label={text.company}
                        help={text.companyHelp}
                        value={form.company}
                        onChange={set('company')}
                        error={missing('company')}
                    />
                    <TextInput
                        label={text.areas}
                        help={text.areasHelp}
                        value={form.areas}
                        onChange={set('areas')}
                        lines={4}
                        error={tried && !areas.length ? text.areasMissing : undefined}
                    />
                </fieldset>
                <fieldset>
                    <legend>{text.partAccount}</legend>
                    <TextInput
                        label={text.displayName}
                        help={text.displayNameHelp}
                        value={form.display_name}
                        onChange={set('display_name')}
                        error={missing('display_name')}
                    />
                    <TextInput
                        label={text.login}
                        value={form.login}
                        onChange={set('login')}
                        error={missing('login')}
                        autoComplete="username"
                        name="username"
                    />
                    <TextInput
                        label={text.password}
                        help={text.passwordHelp}
                        value={form.password}
                        onChange={set('password')}
                        type="password"
                        autoComplete="new-password"
                        name="new-password"
                        error={tried && short ? text.passwordShort : undefined}
                    />
                </fieldset>
            </Form>
        </Gate>
    );
}
