/** What opens at the edge of a project, loaded as one piece so that a title is there when the focus goes to it. */
export { EvidencePanel } from '@/components/fact/evidence-panel'
export { HistoryPanel } from '@/components/output/history-panel'
export { OutputPanel } from '@/components/output/output-panel'
export { Drawer } from '@/components/ui/drawer'
