import { useState } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { ExportPanel } from './export-panel'
import { SharePanel } from './share-panel'

type OutputActionsProps = { projectId: string; output: RouterOutputs['output']['get'] }

/** The actions on a text: copy, export, share. At most one of the two panels is open. */
export function OutputActions({ projectId, output }: OutputActionsProps) {
	const [open, setOpen] = useState<'export' | 'share' | null>(null)
	const toggle = (panel: 'export' | 'share') => () =>
		setOpen((current) => (current === panel ? null : panel))
	return (
		<>
			<div className="mt-4 flex flex-wrap items-center gap-2">
				<CopyButton label="Copy text" text={output.content} />
				<Button
					size="sm"
					data-testid="export-button"
					aria-expanded={open === 'export'}
					onClick={toggle('export')}
				>
					<Icon name="download" />
					Export
				</Button>
				<Button
					size="sm"
					data-testid="output-drawer-open-share"
					aria-expanded={open === 'share'}
					onClick={toggle('share')}
				>
					<Icon name="link" />
					<span>{output.shareToken ? 'Shared' : 'Share'}</span>
				</Button>
			</div>
			{open === 'export' && <ExportPanel projectId={projectId} output={output} />}
			{open === 'share' && <SharePanel projectId={projectId} output={output} />}
		</>
	)
}
