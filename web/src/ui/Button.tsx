// Buttons name what happens. A blocked one stays reachable: it says by aria-describedby why it does nothing.
import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from './Kbd';

interface Props extends ComponentProps<'button'> {
    look?: 'primary' | 'plain' | 'danger' | 'danger-solid' | 'quiet';
    icon?: ReactNode;
    hint?: string | undefined;
    /** The id of the element that says why; the button then does nothing. */
    blockedBy?: string | undefined;
    /** Told when somebody tries all the same. */
    onBlocked?: (() => void) | undefined;
    busy?: boolean;
}

export function Button(props: Props) {
    const {
        look = 'plain',
        icon,
        hint,
        blockedBy,
        onBlocked,
        busy,
        children,
        onClick,
        className,
        ...rest
    } = props;
    const blocked = blockedBy !== undefined || busy;
    return (
        <button
            type="button"
            className={`button ${blockedBy ? 'blocked' : look} ${className ?? ''}`}
            aria-disabled={blocked || undefined}
            aria-describedby={blockedBy}
            aria-keyshortcuts={hint}
            onClick={(event) => {
                if (!blocked) return onClick?.(event);
                event.preventDefault();
                if (blockedBy) onBlocked?.();
            }}
            {...rest}
        >
            {icon}
            {children !== undefined && <span className="button-text">{children}</span>}
            {hint && <Kbd>{hint}</Kbd>}
        </button>
    );
}
