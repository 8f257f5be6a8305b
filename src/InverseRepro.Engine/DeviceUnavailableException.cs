namespace InverseRepro.Engine;

/// <summary>The device that was asked for is not there; the message says what to do instead.</summary>
public sealed class DeviceUnavailableException(string message) : Exception(message);
