using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.ChannelKinds;

/// <summary>What the <c>config</c> of each channel may hold and must hold.</summary>
internal static class ChannelSettings
{
    public const string AccessToken = "access_token",
        PhoneNumberId = "phone_number_id",
        WabaId = "waba_id",
        AppSecret = "app_secret",
        Pin = "pin",
        IgUserId = "ig_user_id",
        Username = "username",
        PageId = "page_id",
        PageAccessToken = "page_access_token",
        PageName = "page_name",
        FromAddress = "from_address",
        FromName = "from_name",
        SmtpHost = "smtp_host",
        SmtpPort = "smtp_port",
        SmtpSecurity = "smtp_security",
        SmtpUsername = "smtp_username",
        SmtpPassword = "smtp_password",
        ImapHost = "imap_host",
        ImapPort = "imap_port",
        ImapSecurity = "imap_security",
        ImapUsername = "imap_username",
        ImapPassword = "imap_password",
        InboundSecret = "inbound_secret";

    private static readonly Dictionary<string, ConfigKey[]> Keys = new(StringComparer.Ordinal)
    {
        [IntegrationChannels.WhatsApp] =
        [
            new(AccessToken, ConfigKind.Credential, true, true),
            new(PhoneNumberId, ConfigKind.MetaId, true, true),
            new(WabaId, ConfigKind.MetaId, true, true),
            new(AppSecret, ConfigKind.Credential, IsOnConnection: true),
            new(Pin, ConfigKind.Pin, IsOnConnection: true),
        ],
        [IntegrationChannels.Instagram] =
        [
            new(AccessToken, ConfigKind.Credential, true, true),
            new(IgUserId, ConfigKind.MetaId, true, true),
            new(Username, ConfigKind.Text),
            new(AppSecret, ConfigKind.Credential),
        ],
        [IntegrationChannels.Messenger] =
        [
            new(PageId, ConfigKind.MetaId, true, true),
            new(PageAccessToken, ConfigKind.Credential, true, true),
            new(PageName, ConfigKind.Text),
            new(AppSecret, ConfigKind.Credential),
        ],
        [IntegrationChannels.Email] =
        [
            new(FromAddress, ConfigKind.Email, true),
            new(FromName, ConfigKind.Text),
            new(SmtpHost, ConfigKind.Host, true),
            new(SmtpPort, ConfigKind.Port, true),
            new(SmtpSecurity, ConfigKind.Security, true),
            new(SmtpUsername, ConfigKind.Text, true),
            new(SmtpPassword, ConfigKind.Password, true),
            new(ImapHost, ConfigKind.Host),
            new(ImapPort, ConfigKind.Port),
            new(ImapSecurity, ConfigKind.Security),
            new(ImapUsername, ConfigKind.Text),
            new(ImapPassword, ConfigKind.Password),
            new(InboundSecret, ConfigKind.Password),
        ],
    };

    public static IReadOnlyList<ConfigKey> Of(string channel) => Keys[channel];

    public static ConfigKey? Find(string channel, string name) => Array.Find(Keys[channel], key => key.Name == name);

    /// <summary>What the account's own row keeps of a config.</summary>
    public static IReadOnlyDictionary<string, string> Own(string channel, IReadOnlyDictionary<string, string> config) =>
        config
            .Where(one => Find(channel, one.Key) is { IsOnConnection: false })
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    /// <summary>How a member is named in a refusal.</summary>
    public static string Field(string name) => "config." + name;

    /// <summary>What an account lacks.</summary>
    public static IEnumerable<Fault> Missing(string channel, IReadOnlyDictionary<string, string> config)
    {
        foreach (var key in Keys[channel].Where(key => key.IsRequired && !config.ContainsKey(key.Name)))
            yield return Required(key.Name);
        if (channel != IntegrationChannels.Email || !config.ContainsKey(ImapHost))
            yield break;
        foreach (var name in (string[])[ImapUsername, ImapPassword])
        {
            if (!config.ContainsKey(name))
                yield return Required(name);
        }
    }

    /// <summary>The secret that is sent to a host.</summary>
    public static string? SecretOfHost(string host) =>
        host switch
        {
            SmtpHost => SmtpPassword,
            ImapHost => ImapPassword,
            _ => null,
        };

    private static Fault Required(string name) => new(Field(name), $"'{Field(name)}' is required.");
}
