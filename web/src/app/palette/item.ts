import type { ReactNode } from 'react';

/** One line of the palette: a person or a command. */
export interface Item {
    id: string;
    icon: ReactNode;
    text: string;
    side?: string | undefined;
    keys?: string;
    run: () => void;
}
