import { useState } from 'react';
import { api } from '../../api/client';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { TextInput } from '../../ui/fields';
import { FormDialog } from '../../ui/FormDialog';
import { tell } from '../../ui/notice';

const shortest_password = 12;

export function PasswordDialog({ onClose }: { onClose: () => void }) {
    const words = useWords();
    const [old_password, setOld] = useState('');
    const [new_password, setNew] = useState('');
    const [tried, setTried] = useState(false);
    const short = new_password.length < shortest_password;
    const sending = useSend(
        (body: { old_password: string; new_password: string }, intent) =>
            api.put('/session/password', { body, intent }),
        () => {
            tell(words.account.changed);
            onClose();
        },
    );
    const submit = () => {
        setTried(true);
        if (old_password && !short) void sending.send({ old_password, new_password });
    };
    return (
        <FormDialog
            title={words.account.changeTitle}
            submit={words.account.change}
            sending={sending}
            onSubmit={submit}
            onClose={onClose}
        >
            <TextInput
                label={words.account.oldPassword}
                value={old_password}
                onChange={setOld}
                type="password"
                autoFocus
                autoComplete="current-password"
                error={tried && !old_password ? words.required : undefined}
            />
            <TextInput
                label={words.account.newPassword}
                help={words.account.passwordHelp}
                value={new_password}
                onChange={setNew}
                type="password"
                autoComplete="new-password"
                error={tried && short ? words.account.passwordShort : undefined}
            />
        </FormDialog>
    );
}
