using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace InverseRepro.Cli.Diagnosis;

/// <summary>The programs that build this project.</summary>
internal static class Toolchain
{
    public static Finding DotNet() => FirstLine("dotnet", "--version") is { } sdk
        ? Finding.Good(".NET", $"SDK {sdk}, {RuntimeInformation.FrameworkDescription}")
        : Finding.Optional(".NET", $"{RuntimeInformation.FrameworkDescription}, no SDK on the PATH",
            "builds and dotnet test need the SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0");

    public static Finding Compiler()
    {
        var name = Environment.GetEnvironmentVariable("CXX") is { Length: > 0 } chosen ? chosen : "g++";
        return FirstLine(name, "--version") is { } version
            ? Finding.Good("C++ compiler", version)
            : Finding.Optional("C++ compiler", $"'{name}' is not on the PATH", "a build needs it: sudo apt-get install -y g++");
    }

    private static string? FirstLine(string program, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return process.ExitCode == 0 ? line : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
