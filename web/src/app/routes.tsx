// Which address shows which screen, and who may open it. Each screen is loaded when it is first opened.
import { type ComponentType, useEffect, useRef } from 'react';
import type { Right } from '../api/parts';
import type { Session } from '../api/schema';
import { useSession } from '../api/session';
import { useWords, type Words } from '../i18n';
import { Button } from '../ui/Button';
import { later, type Load } from '../ui/later';
import { navigate, useAddress } from '../ui/navigation';
import { Empty, Skeleton, useLate } from '../ui/states';
import { ErrorBoundary } from './ErrorBoundary';
import { Lock, SearchX } from 'lucide-react';

interface ScreenProps {
    id: string;
}
interface Route {
    path: RegExp;
    right: Right;
    title: (words: Words) => string;
    screen: ComponentType<ScreenProps>;
}

const laterScreen = (load: Load<ScreenProps>) =>
    later(load, {
        waiting: Waiting,
        missing: ({ title, children }) => (
            <div className="page">
                <h1 className="hidden">{title}</h1>
                <div className="panel">{children}</div>
            </div>
        ),
    });

const routes: Route[] = [
    {
        path: /^\/kunden$/,
        right: 'search_person',
        title: (words) => words.persons.title,
        screen: laterScreen(() => import('./screens/ListScreen')),
    },
    {
        path: /^\/kunden\/([^/]+)$/,
        right: 'read_person',
        title: (words) => words.card.title,
        screen: laterScreen(() => import('./screens/CardScreen')),
    },
    {
        path: /^\/behauptungen$/,
        right: 'read_person',
        title: (words) => words.claims.title,
        screen: laterScreen(() => import('./screens/ClaimsScreen')),
    },
    {
        path: /^\/firmen\/([^/]+)$/,
        right: 'read_person',
        title: (words) => words.companies.title,
        screen: laterScreen(() => import('./screens/CompanyScreen')),
    },
    {
        path: /^\/import(?:\/([^/]+))?$/,
        right: 'import_list',
        title: (words) => words.imports.title,
        screen: laterScreen(() => import('./screens/ImportScreen')),
    },
    {
        path: /^\/protokoll$/,
        right: 'verify_log',
        title: (words) => words.log.title,
        screen: laterScreen(() => import('./screens/LogScreen')),
    },
];

/** Where somebody begins: at the first screen the role may open. */
export function homeOf(session: Session) {
    if (session.rights.includes('search_person')) return '/kunden';
    if (session.rights.includes('import_list')) return '/import';
    return session.rights.includes('verify_log') ? '/protokoll' : '/kunden';
}

export function Screens() {
    const words = useWords();
    const { rights } = useSession();
    const { pathname } = useAddress();
    const route = routes.find((each) => each.path.test(pathname));
    const id = decodeURIComponent(route?.path.exec(pathname)?.[1] ?? '');
    const allowed = route !== undefined && rights.includes(route.right);

    useEffect(() => {
        // A title never holds a name: titles end up in histories and window lists.
        document.title = `${route ? route.title(words) : words.trouble.pageTitle} – ${words.name}`;
    }, [route, words]);
    useFocusOnMain(pathname);

    if (!route) return <NoPage />;
    if (!allowed) return <NoRight right={route.right} />;
    const Screen = route.screen;
    return (
        <ErrorBoundary key={route.path.source}>
            <Screen id={id} />
        </ErrorBoundary>
    );
}

/** A new page begins at its beginning, for the eye and for the ear; not at the very first one. */
function useFocusOnMain(pathname: string) {
    const before = useRef(pathname);
    useEffect(() => {
        if (before.current === pathname) return;
        before.current = pathname;
        window.scrollTo(0, 0);
        document.getElementById('main')?.focus({ preventScroll: true });
    }, [pathname]);
}

function Waiting() {
    return useLate(true) ? (
        <div className="page">
            <Skeleton lines={6} />
        </div>
    ) : null;
}

function NoPage() {
    const words = useWords();
    return (
        <div className="page">
            <h1 className="hidden">{words.trouble.pageTitle}</h1>
            <Empty
                icon={<SearchX size={26} aria-hidden="true" />}
                title={words.trouble.pageTitle}
                actions={
                    <Button look="primary" onClick={() => navigate('/kunden')}>
                        {words.trouble.toPersons}
                    </Button>
                }
            >
                {words.trouble.pageText}
            </Empty>
        </div>
    );
}

function NoRight({ right }: { right: Right }) {
    const words = useWords();
    return (
        <div className="page">
            <h1 className="hidden">{words.trouble.forbidden}</h1>
            <Empty icon={<Lock size={26} aria-hidden="true" />} title={words.trouble.forbidden}>
                {words.trouble.right(words.rights[right])}
            </Empty>
        </div>
    );
}
