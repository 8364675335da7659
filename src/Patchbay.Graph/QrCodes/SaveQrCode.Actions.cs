namespace Patchbay.Graph.QrCodes;

public sealed partial record SaveQrCode
{
    private const int _longest = 140;

    /// <summary>Creates a QR code.</summary>
    /// <param name="message">The prefilled message, at most 140 characters.</param>
    /// <param name="picture">Format of an image to create with the code.</param>
    public static SaveQrCode Create(string message, QrImageFormat? picture = null) =>
        new() { PrefilledMessage = Checked(message), GenerateQrImage = picture };

    /// <summary>Changes the message of a QR code.</summary>
    /// <param name="code">Id of the code, 14 characters.</param>
    /// <param name="message">The prefilled message, at most 140 characters.</param>
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
            : throw new ArgumentException("The message must have at most 140 characters.", nameof(message));
    }
}
