// The built-in template for LaTeX.
//
// SPDX-License-Identifier: Apache-2.0

#include "annals/chronology/internal/built_in.h"

namespace annals::chronology_internal {
namespace {

// Braces are LaTeX's own, so the names stand between << and >>.
constexpr std::string_view kTemplate = R"latex({{=<< >>=}}
% Compile with lualatex or xelatex, twice.
\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\usepackage{fontspec}
\usepackage[margin=2.5cm]{geometry}
\usepackage[hidelinks,unicode]{hyperref}
% TeX's own fonts have Latin letters alone. Of the others the first that is
% installed is taken; add those that you like better above.
\newcommand{\takefont}[3][]{%
  \ifdefined#2\else\IfFontExistsTF{#3}{\newfontfamily#2[#1]{#3}}{}\fi}
\takefont{\lettersfont}{DejaVu Serif}
\takefont{\lettersfont}{FreeSerif}
\takefont{\symbolsfont}{DejaVu Sans}
\takefont{\symbolsfont}{FreeSerif}
\takefont{\cjkfont}{Noto Serif CJK SC}
\takefont{\cjkfont}{Noto Sans CJK SC}
\takefont{\cjkfont}{Droid Sans Fallback}
\takefont[Script=Arabic]{\rtlfont}{DejaVu Sans}
\takefont[Script=Arabic]{\rtlfont}{FreeSerif}
\providecommand{\lettersfont}{}
\providecommand{\symbolsfont}{}
\providecommand{\cjkfont}{}
\providecommand{\rtlfont}{}
\DeclareRobustCommand{\letters}[1]{{\lettersfont #1}}
\DeclareRobustCommand{\symbols}[1]{{\symbolsfont\upshape #1}}
\ifxetex
  \DeclareRobustCommand{\cjk}[1]{{\cjkfont\upshape\XeTeXlinebreaklocale "zh" #1}}
  \TeXXeTstate=1
  \DeclareRobustCommand{\rtl}[1]{{\rtlfont\upshape\beginR #1\endR}}
\else
  \DeclareRobustCommand{\cjk}[1]{{\cjkfont\upshape #1}}
  \DeclareRobustCommand{\rtl}[1]{{\rtlfont\upshape\textdir TRT #1}}
\fi
\pdfstringdefDisableCommands{%
  \def\letters#1{#1}\def\symbols#1{#1}\def\cjk#1{#1}\def\rtl#1{#1}}
\newcommand{\anchor}[1]{\phantomsection\hypertarget{#1}{}}
\setcounter{secnumdepth}{-2}
\setcounter{tocdepth}{1}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5ex plus 0.2ex}
\setlength{\emergencystretch}{3em}
\newenvironment{points}
  {\begin{itemize}\setlength{\itemsep}{0pt}\setlength{\parskip}{0pt}}
  {\end{itemize}}
\hypersetup{pdftitle={<<title>>}}
\title{<<title>>}
\author{}
\date{}
\begin{document}
\maketitle

<<#preamble>>
<<preamble>>

<</preamble>>
<<#parts>>
<<#heading>>
\<<level>>{<<heading>>}

<</heading>>
<<#preamble>>
<<preamble>>

<</preamble>>
<<#sections>>
<<#heading>>
\<<level>>{<<heading>>}

<</heading>>
<<#entries>>
\<<level>>{<<number>>. <<mark_before>><<title>>}
\anchor{entry-<<number>>}%
<<#date>>
\textit{<<date>>}
<</date>>
<<#disputed>>
(disputed)
<</disputed>>

<<#paragraphs>>
<<text>>

<</paragraphs>>
<<#has_items>>
\begin{points}
<<#said>>
\item <<text>>
<</said>>
<<#denied>>
\item <<text>>
<</denied>>
<<#ties>>
\item <<text>>
<</ties>>
<<#changes>>
\item <<text>>
<</changes>>
<<#facts>>
\item <<label>>: <<words>>
<</facts>>
\end{points}

<</has_items>>
<</entries>>
<<#also>>
See also <<also>>

<</also>>
<</sections>>
<</parts>>
<<#has_order>>
\section{On the order}

\begin{points}
<<#order>>
\item <<words>>: <<entries>>
<</order>>
\end{points}

<</has_order>>
<<#has_notes>>
\section{Notes}

\begin{description}
<<#notes>>
\item[<<number>>] \anchor{note-<<number>>}<<sentence>>
<</notes>>
\end{description}

<</has_notes>>
<<#has_sources>>
\section{Sources}

\begin{description}
<<#sources>>
\item[<<number>>] \anchor{source-<<number>>}<<sentence>>
<</sources>>
\end{description}

<</has_sources>>
\end{document}
)latex";

}  // namespace

std::string_view LatexTemplate() { return kTemplate; }

}  // namespace annals::chronology_internal
