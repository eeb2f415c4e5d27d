// Who is logged in and what the role may do. Rights only hide what the server would refuse anyway.
import { createContext, useContext } from 'react';
import type { Right } from './parts';
import type { Session } from './schema';

export const SessionContext = createContext<Session | null>(null);

export function useSession() {
    const session = useContext(SessionContext);
    if (!session) throw new Error('a screen for people who are logged in');
    return session;
}

export function useRight(right: Right) {
    return useSession().rights.includes(right);
}
