import type { ReactNode } from 'react';

/** A key as people see it. Screen readers get it by aria-keyshortcuts instead. */
export function Kbd({ children }: { children: ReactNode }) {
    return (
        <kbd className="kbd" aria-hidden="true">
            {children}
        </kbd>
    );
}
