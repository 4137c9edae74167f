"""The Excel writer: the packet's tables as a workbook that goes on calculating."""
