// A real link, so that it can be opened in a new tab; a plain click stays in this page.
import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from './navigation';

export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
    const follow = (event: MouseEvent<HTMLAnchorElement>) => {
        onClick?.(event);
        const plain =
            event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (event.defaultPrevented || !plain) return;
        event.preventDefault();
        navigate(href);
    };
    return <a href={href} onClick={follow} {...rest} />;
}
