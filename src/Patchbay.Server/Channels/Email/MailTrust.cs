using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Patchbay.Server.Channels.Email;

/// <summary>
/// Decides which certificates of mail servers are trusted: those from the system's authorities, and those from the
/// operator's own.
/// </summary>
internal sealed class MailTrust(IOptions<MailOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _authorities = new(() =>
    {
        var found = new X509Certificate2Collection();
        if (options.Value.AuthoritiesFile is { Length: > 0 } file)
            found.ImportFromPemFile(file);
        return found;
    });

    /// <summary>Makes the handshake strict and prevents it from making network calls.</summary>
    public static SslClientAuthenticationOptions Harden(SslClientAuthenticationOptions handshake)
    {
        handshake.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handshake.CertificateChainPolicy = Policy();
        return handshake;
    }

    /// <summary>Whether a server's certificate is valid for the called host.</summary>
    public bool Believes(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsOfOwnAuthority(certificate, sent));

    private bool IsOfOwnAuthority(X509Certificate? certificate, X509Chain? sent)
    {
        if (_authorities.Value.Count == 0 || certificate is not X509Certificate2 leaf)
            return false;
        using var chain = new X509Chain { ChainPolicy = Policy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities.Value);
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(leaf);
    }

    // A certificate contains addresses of its issuer and of revocation lists. Without this, a server could make us call
    // them, which the guard of outgoing calls cannot check.
    private static X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1")); // the purpose: server authentication
        return policy;
    }
}
