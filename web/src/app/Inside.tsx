// Everything behind the login: session, lists of the company, shell, and the dialog that asks for the login again.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, whenSessionGone } from '../api/client';
import { HouseProvider, useHouseLists } from '../api/house';
import type { Session } from '../api/schema';
import { SessionContext } from '../api/session';
import { AgainDialog } from '../features/account/AgainDialog';
import { forgetTrail } from '../features/person/trail';
import { useWords } from '../i18n';
import { listenToKeys } from '../ui/keys';
import { navigate } from '../ui/navigation';
import { Notices, tell } from '../ui/notice';
import { Skeleton, Trouble, useLate } from '../ui/states';
import { Screens } from './routes';
import { Shell } from './Shell';

export function Inside({ first, onGone }: { first: Session; onGone: () => void }) {
    const words = useWords();
    const [session, setSession] = useState(first);
    const [asking, setAsking] = useState(false);
    const waiting = useRef<(() => void)[]>([]);
    const lists = useHouseLists(session.account.account_id);
    const late = useLate(lists.pending && !lists.data);

    useEffect(() => {
        whenSessionGone(
            () =>
                new Promise((resolve) => {
                    waiting.current.push(resolve);
                    setAsking(true);
                }),
        );
        return () => whenSessionGone(undefined);
    }, []);
    useEffect(listenToKeys, []);

    const back = (next: Session) => {
        // What was typed belongs to the one who typed it: another account starts from an empty page.
        if (next.account.account_id !== session.account.account_id) return location.assign('/kunden');
        setSession(next);
        setAsking(false);
        for (const resolve of waiting.current.splice(0)) resolve();
    };
    const leave = useCallback(
        async (everywhere: boolean) => {
            try {
                await (everywhere ? api.delete('/sessions', {}) : api.delete('/session', {}));
            } finally {
                forgetTrail();
                // Whoever logs in next begins at the beginning, not on the last one's card.
                navigate('/anmelden', 'replace');
                onGone();
            }
            if (everywhere) tell(words.shell.loggedOutEverywhere);
        },
        [onGone, words],
    );
    const value = useMemo(() => session, [session]);

    return (
        <SessionContext value={value}>
            {lists.data ? (
                <HouseProvider lists={lists.data} reload={lists.again}>
                    <Shell onLeave={leave}>
                        <Screens />
                    </Shell>
                </HouseProvider>
            ) : (
                <main className="gate">
                    <h1 className="hidden">{words.name}</h1>
                    {lists.refusal && <Trouble refusal={lists.refusal} again={lists.again} />}
                    {late && <Skeleton lines={4} className="wide" />}
                </main>
            )}
            <Notices />
            {asking && <AgainDialog login={session.account.login} onSession={back} />}
        </SessionContext>
    );
}
