// The dialogs of a card. The objection is part of the screen, so that it opens even when nothing more can be loaded.
import { lazy, Suspense } from 'react';
import { ObjectionDialog } from '../../../features/objection/ObjectionDialog';
import type { Spot } from '../../../features/permission/verdict';

const ConsentDialog = lazy(() => import('../../../features/consent/ConsentDialog'));
const InterestDialog = lazy(() => import('../../../features/interest/InterestDialog'));
const ContactDialog = lazy(() => import('../../../features/permission/ContactDialog'));

export type Open = 'objection' | 'consent' | 'interest' | 'call' | null;

interface Props {
    open: Open;
    person_id: string;
    spot: Spot;
    contact_point_id: string | undefined;
    onClose: () => void;
    onDone: () => void;
    onReload: () => void;
    onObjection: (() => void) | undefined;
}

export function CardDialogs({ open, spot, contact_point_id, onObjection, ...rest }: Props) {
    const { area_no, channel } = spot;
    if (open === 'objection')
        return <ObjectionDialog area_no={area_no || undefined} channel={channel} {...rest} />;
    return (
        <Suspense fallback={null}>
            {open === 'consent' && (
                <ConsentDialog start={{ areas: area_no ? [area_no] : [], channels: [channel] }} {...rest} />
            )}
            {open === 'interest' && <InterestDialog area_no={area_no} {...rest} />}
            {open === 'call' && (
                <ContactDialog
                    person_id={rest.person_id}
                    question={{ area_no, channel: 'phone', contact_point_id }}
                    onClose={rest.onDone}
                    onObjection={onObjection}
                />
            )}
        </Suspense>
    );
}
