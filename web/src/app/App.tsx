// From the first request to a screen: is the house set up, is somebody logged in, and what then.
import { useCallback, useEffect, useState } from 'react';
import { api, type Refusal } from '../api/client';
import type { Session } from '../api/schema';
import { asRefusal } from '../api/useAsk';
import { LanguageProvider, useWords } from '../i18n';
import { later, type Load } from '../ui/later';
import { navigate, useAddress } from '../ui/navigation';
import { Trouble } from '../ui/states';
import { ErrorBoundary } from './ErrorBoundary';
import { Inside } from './Inside';
import { homeOf } from './routes';

interface DoorProps {
    onSession: (session: Session) => void;
}
const laterDoor = (load: Load<DoorProps>) =>
    later(load, {
        missing: ({ title, children }) => (
            <main className="gate">
                <h1 className="hidden">{title}</h1>
                {children}
            </main>
        ),
    });
const LoginScreen = laterDoor(() => import('../features/account/LoginScreen'));
const SetupScreen = laterDoor(() => import('../features/account/SetupScreen'));

type Start =
    | { at: 'asking' }
    | { at: 'setup' }
    | { at: 'login' }
    | { at: 'in'; session: Session }
    | { at: 'away'; refusal: Refusal };

async function findOut(): Promise<Start> {
    try {
        return { at: 'in', session: await api.get('/session', {}) };
    } catch (error) {
        const refusal = asRefusal(error);
        if (refusal.status !== 401) return { at: 'away', refusal };
    }
    try {
        return { at: (await api.get('/setup', {})).needed ? 'setup' : 'login' };
    } catch (error) {
        const refusal = asRefusal(error);
        // A house that is set up may have closed this door for good.
        return refusal.away ? { at: 'away', refusal } : { at: 'login' };
    }
}

export function App() {
    return (
        <LanguageProvider>
            <ErrorBoundary>
                <Doors />
            </ErrorBoundary>
        </LanguageProvider>
    );
}

function Away({ refusal, again }: { refusal: Refusal; again: () => void }) {
    const words = useWords();
    return (
        <main className="gate">
            <h1 className="hidden">{words.name}</h1>
            <Trouble refusal={refusal} again={again} />
        </main>
    );
}

function Doors() {
    const [start, setStart] = useState<Start>({ at: 'asking' });
    const url = useAddress();
    const ask = useCallback(() => {
        void findOut().then(setStart);
    }, []);
    useEffect(ask, [ask]);

    const path = url.pathname;
    const [wanted, setWanted] = useState('');
    useEffect(() => {
        if (start.at === 'setup' && path !== '/einrichten') navigate('/einrichten', 'replace');
        if (start.at === 'login' && path !== '/anmelden') {
            if (path !== '/' && path !== '/einrichten') setWanted(url.pathname + url.search);
            navigate('/anmelden', 'replace');
        }
        if (start.at === 'in' && ['/', '/anmelden', '/einrichten'].includes(path))
            navigate(homeOf(start.session), 'replace');
    }, [start, path, url]);

    if (start.at === 'away') return <Away refusal={start.refusal} again={ask} />;
    if (start.at === 'setup') {
        return (
            <SetupScreen
                onSession={(session) => {
                    navigate('/import', 'replace');
                    setStart({ at: 'in', session });
                }}
            />
        );
    }
    if (start.at === 'login') {
        return (
            <LoginScreen
                onSession={(session) => {
                    navigate(wanted || homeOf(session), 'replace');
                    setStart({ at: 'in', session });
                }}
            />
        );
    }
    if (start.at === 'in') {
        return (
            <Inside
                key={start.session.account.account_id}
                first={start.session}
                onGone={() => setStart({ at: 'login' })}
            />
        );
    }
    return null;
}
