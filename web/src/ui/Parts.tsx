import { Fragment } from 'react';

/** An address part by part, each in its own direction: else a street in Arabic turns the order of what follows it. */
export function Parts({ text }: { text: string }) {
    return text.split(', ').map((part, at) => (
        <Fragment key={at}>
            {at > 0 && ', '}
            <bdi>{part}</bdi>
        </Fragment>
    ));
}
