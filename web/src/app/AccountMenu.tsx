// Who is logged in, and what concerns the account.
import { KeyRound, Keyboard, LogOut, MonitorX } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useSession } from '../api/session';
import { PasswordDialog } from '../features/account/PasswordDialog';
import { useWords } from '../i18n';
import { Avatar } from '../ui/Avatar';

interface Props {
    onLeave: (everywhere: boolean) => void;
    onKeys: () => void;
    small?: boolean;
}

export function AccountMenu({ onLeave, onKeys, small }: Props) {
    const words = useWords();
    const { account, tenant, roles } = useSession();
    const [changing, setChanging] = useState(false);
    const role = roles.map((each) => words.shell.role[each] ?? each).join(', ');
    return (
        <>
            <MenuTrigger>
                <AriaButton
                    className={small ? 'icon-button account-small' : 'account'}
                    {...(small ? { 'aria-label': `${words.shell.account}: ${account.display_name}` } : {})}
                >
                    <Avatar name={account.display_name} />
                    {!small && (
                        <span className="account-text">
                            <strong>{account.display_name}</strong>
                            <span>{role ? `${role} · ${tenant.name}` : tenant.name}</span>
                        </span>
                    )}
                </AriaButton>
                <Popover className="popover" placement={small ? 'bottom end' : 'top start'} offset={6}>
                    <Menu className="menu" aria-label={words.shell.account}>
                        <MenuItem className="menu-item" onAction={onKeys}>
                            <Keyboard size={16} aria-hidden="true" />
                            {words.shell.keys}
                        </MenuItem>
                        <MenuItem className="menu-item" onAction={() => setChanging(true)}>
                            <KeyRound size={16} aria-hidden="true" />
                            {words.shell.password}
                        </MenuItem>
                        <MenuItem className="menu-item" onAction={() => onLeave(false)}>
                            <LogOut size={16} aria-hidden="true" />
                            {words.shell.logOut}
                        </MenuItem>
                        <MenuItem className="menu-item" onAction={() => onLeave(true)}>
                            <MonitorX size={16} aria-hidden="true" />
                            {words.shell.logOutEverywhere}
                        </MenuItem>
                    </Menu>
                </Popover>
            </MenuTrigger>
            {changing && <PasswordDialog onClose={() => setChanging(false)} />}
        </>
    );
}
