namespace InverseRepro.Vision.ImageFiles;

/// <summary>An image file that cannot be read or written; the message names the file and the fault.</summary>
public sealed class ImageFileException(string file, string fault, Exception? inner = null)
    : Exception($"{file}: {fault}", inner);
