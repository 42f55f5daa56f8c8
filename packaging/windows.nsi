; Installer for Windows, made by NSIS: makensis -DPROGRAM=shadowline.exe -DVERSION=0.1.0 -DOUT=shadowline-setup.exe packaging/windows.nsi
Unicode true
!include MUI2.nsh
Name "Shadowline"
OutFile "${OUT}"
; For this user alone: no administrator is asked.
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Shadowline"
InstallDirRegKey HKCU "Software\Shadowline" "Folder"
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Shadowline"
VIAddVersionKey FileDescription "Preview of scalp micropigmentation"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT OR Apache-2.0"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shadowline"
!define CLASSES "Software\Classes"

Section
  SetOutPath "$INSTDIR"
  File "/oname=shadowline.exe" "${PROGRAM}"
  File "../LICENSE-MIT"
  File "../LICENSE-APACHE"
  File "../THIRD-PARTY.md"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Shadowline.lnk" "$INSTDIR\shadowline.exe"
  WriteRegStr HKCU "Software\Shadowline" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.shadowline" "" "Shadowline.Project"
  WriteRegStr HKCU "${CLASSES}\Shadowline.Project" "" "Shadowline project"
  WriteRegStr HKCU "${CLASSES}\Shadowline.Project\shell\open\command" "" '"$INSTDIR\shadowline.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Shadowline"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Clients' projects, settings and lost work stay: they belong to the person.
Section "Uninstall"
  Delete "$INSTDIR\shadowline.exe"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\THIRD-PARTY.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Shadowline.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${CLASSES}\Shadowline.Project"
  DeleteRegKey HKCU "${CLASSES}\.shadowline"
  DeleteRegKey HKCU "Software\Shadowline"
SectionEnd
