using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Channels.Email;

/// <summary>Settings for connections to customers' mail servers.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>
    /// A PEM file of certificate authorities to trust for mail servers, in addition to those of the operating system.
    /// The file is read at the start. Default: none.
    /// </summary>
    public string? AuthoritiesFile { get; set; }
}

internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (options.AuthoritiesFile is not { Length: > 0 } file)
            return ValidateOptionsResult.Success;
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            return found.Count > 0 ? ValidateOptionsResult.Success : Fail(file, "contains no certificate");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Fail(file, "cannot be read");
        }
    }

    private static ValidateOptionsResult Fail(string file, string why) =>
        ValidateOptionsResult.Fail(
            $"{MailOptions.Section}:{nameof(MailOptions.AuthoritiesFile)} names '{file}', which {why}."
        );
}
