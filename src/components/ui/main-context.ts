import { createContext, type RefObject } from 'react'

/** The page's main part, where the focus goes when the element that should get it is gone. */
export const MainContext = createContext<RefObject<HTMLElement | null>>({ current: null })
