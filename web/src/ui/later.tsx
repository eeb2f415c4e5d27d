// Parts of the pages that are loaded when they are first needed. One that does not come says why and can be asked for
// again: what React.lazy was once refused it never asks for again.
import { RefreshCw } from 'lucide-react';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { answers, Refusal } from '../api/client';
import { useWords } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Empty, Trouble } from './states';

export type Load<P> = () => Promise<{ default: ComponentType<P> }>;
/** Why it is not there: the server is away, or it has pages of another version by now. */
type Missing = 'away' | 'renewed';

/** What stands in place of a part until it is there. */
interface Frame<P> {
    waiting?: ComponentType;
    missing: ComponentType<{ props: P; title: string; children: ReactNode }>;
}

export function later<P extends object>(load: Load<P>, frame: Frame<P>): ComponentType<P> {
    let found: ComponentType<P> | undefined;
    return function Later(props: P) {
        const { trouble } = useWords();
        const [Part, setPart] = useState<ComponentType<P> | undefined>(() => found);
        const [missing, setMissing] = useState<Missing>();
        const [turn, setTurn] = useState(0);
        useEffect(() => {
            if (found) return setPart(() => found);
            let left = false;
            void fetchPart(load).then((got) => {
                if (typeof got !== 'string') found = got;
                if (left) return;
                // A browser may keep to itself that a file has failed once: the page as a whole is asked for then.
                if (got === 'renewed' && turn > 0) return location.reload();
                if (typeof got === 'string') return setMissing(got);
                setPart(() => got);
            });
            return () => {
                left = true;
            };
        }, [turn]);
        if (Part) return <Part {...props} />;
        if (!missing) return frame.waiting ? <frame.waiting /> : null;
        const again = () => {
            if (missing === 'renewed') location.reload();
            else setTurn((n) => n + 1);
        };
        return (
            <frame.missing props={props} title={trouble.missing}>
                <Why missing={missing} again={again} />
            </frame.missing>
        );
    };
}

/** A dialog: whatever stands behind it stays, and it can be closed without having come. */
export function laterDialog<P extends { onClose: () => void }>(load: Load<P>) {
    return later<P>(load, {
        missing: ({ props, title, children }) => (
            <Dialog title={title} onClose={props.onClose}>
                {children}
            </Dialog>
        ),
    });
}

async function fetchPart<P>(load: Load<P>): Promise<ComponentType<P> | Missing> {
    for (let attempt = 0; ; ++attempt) {
        try {
            await styles();
            return (await load()).default;
        } catch {
            if (!(await answers())) return 'away';
            // It may have been away for a moment only.
            if (attempt > 0) return 'renewed';
        }
    }
}

/** Style sheets that have failed: the import of what needs them does not ask for them a second time. */
function styles() {
    const failed = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(
        ({ sheet }) => !sheet,
    );
    return Promise.all(
        failed.map(
            (link) =>
                new Promise((came, refuse) => {
                    const next = link.cloneNode() as HTMLLinkElement;
                    next.onload = came;
                    next.onerror = refuse;
                    link.replaceWith(next);
                }),
        ),
    );
}

function Why({ missing, again }: { missing: Missing; again: () => void }) {
    const { trouble } = useWords();
    if (missing === 'away') return <Trouble refusal={Refusal.unreachable()} again={again} />;
    return (
        <Empty
            icon={<RefreshCw size={26} aria-hidden="true" />}
            title={trouble.renewed}
            actions={
                <Button look="primary" onClick={again}>
                    {trouble.brokenNext}
                </Button>
            }
        >
            {trouble.renewedText}
        </Empty>
    );
}
