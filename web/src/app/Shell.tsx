// The frame of every screen: menu, search field, language, look, account. Only what exists and the role may open.
import { CircleAlert, Moon, Search, Sun } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useSession } from '../api/session';
import { useSpeech } from '../i18n';
import { Brand } from '../ui/Brand';
import { Kbd } from '../ui/Kbd';
import { useKey } from '../ui/keys';
import { laterDialog } from '../ui/later';
import { Link } from '../ui/Link';
import { navigate, useAddress } from '../ui/navigation';
import { AccountMenu } from './AccountMenu';
import { KeyOverview } from './KeyOverview';
import { usePlaces } from './places';
import { useTheme } from './theme';

const Palette = laterDialog(() => import('./palette/Palette'));

export function Shell({
    onLeave,
    children,
}: {
    onLeave: (everywhere: boolean) => void;
    children: ReactNode;
}) {
    const { words } = useSpeech();
    const session = useSession();
    const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
    const close = useCallback(() => setOpen(null), []);
    useKey('mod+k', () => setOpen((now) => (now === 'palette' ? null : 'palette')));
    useKey('?', () => setOpen('keys'));
    useKey('g k', () => navigate('/kunden'));
    useKey('g b', () => navigate('/behauptungen'), session.rights.includes('read_person'));
    useKey('g i', () => navigate('/import'), session.rights.includes('import_list'));
    useKey('g p', () => navigate('/protokoll'), session.rights.includes('verify_log'));

    return (
        <div className="shell">
            <a className="skip" href="#main" onClick={() => document.getElementById('main')?.focus()}>
                {words.skip}
            </a>
            <Sidebar account={<AccountMenu onLeave={onLeave} onKeys={() => setOpen('keys')} />} />
            <div className="shell-body">
                <header className={session.demo ? 'with-demo' : ''}>
                    <Topbar
                        onSearch={() => setOpen('palette')}
                        account={<AccountMenu onLeave={onLeave} onKeys={() => setOpen('keys')} small />}
                    />
                    {session.demo && (
                        <p className="demo">
                            <CircleAlert size={16} aria-hidden="true" />
                            {words.shell.demo}
                        </p>
                    )}
                </header>
                <main id="main" tabIndex={-1}>
                    {children}
                </main>
            </div>
            <Menu className="bottombar" groups={false} />
            {open === 'palette' && (
                <Palette onClose={close} onKeys={() => setOpen('keys')} onLeave={() => onLeave(false)} />
            )}
            {open === 'keys' && <KeyOverview onClose={close} />}
        </div>
    );
}

function Sidebar({ account }: { account: ReactNode }) {
    return (
        <div className="sidebar">
            <Menu className="sidebar-nav" groups />
            {account}
        </div>
    );
}

function Menu({ className, groups }: { className: string; groups: boolean }) {
    const { words } = useSpeech();
    const { pathname } = useAddress();
    const mine = usePlaces();
    const order = ['work', 'privacy', 'organisation'] as const;
    const item = (place: (typeof mine)[number]) => {
        const Icon = place.icon;
        const here = pathname === place.path || pathname.startsWith(`${place.path}/`);
        return (
            <li key={place.key}>
                <Link className="nav-item" href={place.path} aria-current={here ? 'page' : undefined}>
                    <Icon size={18} aria-hidden="true" />
                    {words.nav[place.key]}
                </Link>
            </li>
        );
    };
    return (
        <nav className={className} aria-label={words.nav.label}>
            {groups && <Brand />}
            {groups ? (
                order.map((group) => {
                    const here = mine.filter((place) => place.group === group);
                    return (
                        here.length > 0 && (
                            <div key={group} className="nav-group">
                                <p className="nav-heading" id={`nav-${group}`}>
                                    {words.nav[group]}
                                </p>
                                <ul aria-labelledby={`nav-${group}`}>{here.map(item)}</ul>
                            </div>
                        )
                    );
                })
            ) : (
                <ul>{mine.map(item)}</ul>
            )}
        </nav>
    );
}

function Topbar({ onSearch, account }: { onSearch: () => void; account: ReactNode }) {
    const { words, language, setLanguage } = useSpeech();
    const session = useSession();
    const { theme, toggle } = useTheme();
    const other = language === 'de' ? 'en' : 'de';
    return (
        <div className="topbar">
            <button
                type="button"
                className="search-opener"
                onClick={onSearch}
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K"
            >
                <Search size={17} aria-hidden="true" />
                <span className="grow">{words.shell.search}</span>
                <Kbd>{`${words.keys.ctrl} K`}</Kbd>
            </button>
            <span className="tenant" title={session.tenant.name}>
                {session.tenant.name}
            </span>
            <button
                type="button"
                className="icon-button language"
                lang={other}
                aria-label={words.shell.switchLanguage}
                onClick={() => setLanguage(other)}
            >
                {words.shell.otherLanguageShort}
            </button>
            <button
                type="button"
                className="icon-button"
                onClick={toggle}
                aria-label={theme === 'dark' ? words.shell.toLight : words.shell.toDark}
            >
                {theme === 'dark' ? (
                    <Sun size={18} aria-hidden="true" />
                ) : (
                    <Moon size={18} aria-hidden="true" />
                )}
            </button>
            {account}
        </div>
    );
}
