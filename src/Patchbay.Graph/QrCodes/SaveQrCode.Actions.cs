namespace Patchbay.Graph.QrCodes;

public sealed partial record SaveQrCode
{
    private const int _longest = 140;

    /// <summary>A new code.</summary>
    /// <param name="message">The message, at most 140 characters.</param>
    /// <param name="picture">Also makes a picture.</param>
    public static SaveQrCode Create(string message, QrImageFormat? picture = null) =>
        new() { PrefilledMessage = Checked(message), GenerateQrImage = picture };

    /// <summary>Another message for a code.</summary>
    /// <param name="code">The code, 14 characters.</param>
    /// <param name="message">The message, at most 140 characters.</param>
    public static SaveQrCode Change(string code, string message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        return new() { Code = code, PrefilledMessage = Checked(message) };
    }

    private static string Checked(string message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return message.Length <= _longest
            ? message
            : throw new ArgumentException("A message may have 140 characters.", nameof(message));
    }
}
