// What a screen shows when there is nothing to show: empty, loading, refused. Each says what to do next.
import { CircleAlert, Lock, RefreshCw, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Refusal } from '../api/client';
import { useSay, useWords } from '../i18n';
import { Button } from './Button';

export function Empty({
    icon,
    title,
    children,
    actions,
}: {
    icon: ReactNode;
    title: string;
    children?: ReactNode;
    actions?: ReactNode;
}) {
    return (
        <div className="state">
            <span className="state-icon">{icon}</span>
            <h2>{title}</h2>
            {children && <p>{children}</p>}
            {actions && <div className="state-actions">{actions}</div>}
        </div>
    );
}

/** True once `pending` has lasted 300 ms: a quick answer never flickers. */
export function useLate(pending: boolean, after_ms = 300) {
    const [late, setLate] = useState(false);
    useEffect(() => {
        if (!pending) return setLate(false);
        const timer = setTimeout(() => setLate(true), after_ms);
        return () => clearTimeout(timer);
    }, [pending, after_ms]);
    return pending && late;
}

export function Skeleton({ lines, className }: { lines: number; className?: string }) {
    const words = useWords();
    return (
        <div className={`skeleton ${className ?? ''}`} role="status">
            <span className="hidden">{words.loading}</span>
            {Array.from({ length: lines }, (_, line) => (
                <span key={line} className={`bone bone-${line % 4}`} />
            ))}
        </div>
    );
}

/** In the words of the server where it has some, else in ours; `kept` where it refused what somebody typed. */
export function useRefusalWords(kept = false) {
    const words = useWords();
    const away = kept ? words.trouble.kept : words.trouble.tryAgain;
    const say = useSay();
    return (refusal: Refusal) => {
        const { problem, status } = refusal;
        const wait = refusal.retryAfterS ? ` ${words.trouble.wait(refusal.retryAfterS)}` : '';
        const title =
            status === 0
                ? words.trouble.away
                : status === 403
                  ? words.trouble.notAllowed
                  : status === 404
                    ? words.trouble.notFound
                    : status === 409
                      ? words.trouble.clash
                      : status === 412
                        ? words.trouble.conflict
                        : status === 429
                          ? words.trouble.limit
                          : status >= 500
                            ? words.trouble.unavailable
                            : words.trouble.invalid;
        const what = problem.what ? say(problem.what) : (problem.detail ?? '');
        const next = problem.next ? say(problem.next) : status === 0 || status >= 500 ? away : '';
        return { title, what, next: next + wait };
    };
}

/** In place of a whole screen or card. */
export function Trouble({
    refusal,
    again,
    children,
}: {
    refusal: Refusal;
    again?: () => void;
    children?: ReactNode;
}) {
    const words = useWords();
    const { title, what, next } = useRefusalWords()(refusal);
    const Icon = refusal.away ? WifiOff : refusal.status === 403 ? Lock : CircleAlert;
    return (
        <div className={`state ${refusal.away ? 'trouble' : ''}`} role="alert">
            <span className="state-icon">
                <Icon size={26} aria-hidden="true" />
            </span>
            <h2>{title}</h2>
            {(what || next) && <p>{[what, next].filter(Boolean).join(' ')}</p>}
            <div className="state-actions">
                {again && refusal.status !== 403 && refusal.status !== 404 && (
                    <Button icon={<RefreshCw size={16} aria-hidden="true" />} onClick={again}>
                        {words.retry}
                    </Button>
                )}
                {children}
            </div>
        </div>
    );
}

/** Beside what stays on screen; `kept` where that is a form and what was typed in it. */
export function RefusalNote({
    refusal,
    kept,
    onReload,
}: {
    refusal: Refusal;
    kept?: boolean;
    onReload?: (() => void) | undefined;
}) {
    const words = useWords();
    const { title, what, next } = useRefusalWords(kept)(refusal);
    return (
        <div className="note stop" role="alert">
            <CircleAlert size={18} aria-hidden="true" />
            <div>
                <strong>{title}</strong>
                {(what || next) && <p>{[what, next].filter(Boolean).join(' ')}</p>}
                {(refusal.status === 409 || refusal.status === 412) && onReload && (
                    <p>
                        {words.trouble.conflictKept}
                        <button type="button" className="link-button" onClick={onReload}>
                            {words.card.reload}
                        </button>
                    </p>
                )}
            </div>
        </div>
    );
}

export function Note({
    tone = 'warn',
    icon,
    children,
}: {
    tone?: 'warn' | 'stop' | 'ok' | 'unk';
    icon?: ReactNode;
    children: ReactNode;
}) {
    return (
        <div className={`note ${tone}`}>
            {icon ?? <CircleAlert size={18} aria-hidden="true" />}
            <div>{children}</div>
        </div>
    );
}
