using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Channels.Email;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Surfaces.Integrations;

namespace Patchbay.Server.Tests.Integrations;

/// <summary>Masking and merging of configs, also in random sequences of reads and writes.</summary>
public sealed class MaskingTests
{
    private static readonly string[] Secrets = ["smtp_password", "imap_password", "inbound_secret"];

    [Theory]
    [InlineData("short", "****")]
    [InlineData("fifteen-charact", "****")]
    [InlineData("sixteen-characte", "****acte")]
    [InlineData("sixteen-character😀x", "****r😀x")]
    public void A_mask_shows_the_last_four_characters_of_a_long_secret_only(string secret, string mask) =>
        Masking.Mask(secret).ShouldBe(mask);

    [Theory]
    [InlineData("access_token")]
    [InlineData("page_access_token")]
    [InlineData("app_secret")]
    [InlineData("smtp_password")]
    [InlineData("x_api_key_y")]
    [InlineData("pin")]
    public void A_name_of_a_secret_is_sensitive(string name) => Masking.IsSensitive(name).ShouldBeTrue();

    [Fact]
    public void A_mask_or_an_absent_member_keeps_the_secret_null_removes_it_and_another_mask_is_refused()
    {
        var current = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["inbound_secret"] = "a-long-enough-secret",
            ["from_name"] = "Acme",
        };
        Apply(current, """{"inbound_secret":"****cret"}""").Values["inbound_secret"].ShouldBe("a-long-enough-secret");
        Apply(current, """{"from_name":"Other"}""").Values["inbound_secret"].ShouldBe("a-long-enough-secret");
        Apply(current, """{"inbound_secret":null}""").Values.ContainsKey("inbound_secret").ShouldBeFalse();
        Apply(current, """{"inbound_secret":"****0000"}""")
            .Faults.ShouldHaveSingleItem()
            .Field.ShouldBe("config.inbound_secret");
        Apply(current, """{"imap_password":"****"}""")
            .Faults.ShouldHaveSingleItem()
            .Field.ShouldBe("config.imap_password");
    }

    [Theory]
    [InlineData("""{"smtp_host":"evil.example"}""", "config.smtp_password")]
    [InlineData("""{"smtp_host":"evil.example","smtp_password":"****tery"}""", "config.smtp_password")]
    [InlineData("""{"imap_host":"evil.example"}""", "config.imap_password")]
    public void A_change_of_the_host_requires_the_secret_again(string write, string field)
    {
        var current = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["smtp_host"] = "smtp.acme.example",
            ["smtp_password"] = "correct horse battery",
            ["imap_host"] = "imap.acme.example",
            ["imap_password"] = "another secret of ours",
        };
        Apply(current, write).Faults.ShouldHaveSingleItem().Field.ShouldBe(field);
        Apply(current, """{"smtp_host":"SMTP.acme.example"}""").Faults.ShouldBeEmpty();
        Apply(current, """{"smtp_host":"smtp.new.example","smtp_password":"correct horse battery"}""")
            .Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"smtp_port":6296}""", "smtp_password")]
    [InlineData("""{"smtp_port":465}""", "smtp_password")]
    [InlineData("""{"smtp_security":"none"}""", "smtp_password")]
    [InlineData("""{"smtp_host":"evil.example"}""", "smtp_password")]
    [InlineData("""{"smtp_host":"evil.example","smtp_password":"****tery"}""", "smtp_password")]
    [InlineData("""{"imap_port":143}""", "imap_password")]
    [InlineData("""{"imap_port":null}""", "imap_password")]
    [InlineData("""{"imap_security":"starttls"}""", "imap_password")]
    [InlineData("""{"imap_security":"none"}""", "imap_password")]
    public void Another_listener_or_weaker_security_requires_the_secret_again(string write, string secret)
    {
        var current = MailServers();
        Apply(current, write).Faults.ShouldHaveSingleItem().Field.ShouldBe($"config.{secret}");
        var proved = write[..^1].Replace(",\"smtp_password\":\"****tery\"", "", StringComparison.Ordinal);
        Apply(current, $$"""{{proved}},"{{secret}}":"{{current[secret]}}"}""").Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"smtp_security":"tls"}""")]
    [InlineData("""{"smtp_security":"starttls"}""")]
    [InlineData("""{"smtp_port":587}""")]
    [InlineData("""{"smtp_host":"SMTP.acme.example"}""")]
    [InlineData("""{"imap_security":null}""")]
    [InlineData("""{"smtp_username":"other"}""")]
    public void The_same_listener_and_the_same_or_stronger_security_keep_the_secret(string write) =>
        Apply(MailServers(), write).Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"imap_security":"none"}""")]
    [InlineData("""{"imap_port":993}""")]
    public void Without_a_port_the_security_decides_about_the_port(string write)
    {
        var current = MailServers();
        current.Remove("imap_port");
        current.Remove("imap_security");
        Apply(current, write).Faults.ShouldHaveSingleItem().Field.ShouldBe("config.imap_password");
    }

    private static Dictionary<string, string> MailServers() =>
        new(StringComparer.Ordinal)
        {
            ["smtp_host"] = "smtp.acme.example",
            ["smtp_port"] = "587",
            ["smtp_security"] = "starttls",
            ["smtp_password"] = "correct horse battery",
            ["imap_host"] = "imap.acme.example",
            ["imap_port"] = "993",
            ["imap_security"] = "tls",
            ["imap_password"] = "another secret of ours",
        };

    [Fact]
    public void A_host_that_is_removed_and_set_again_requires_the_secret_again()
    {
        var current = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["imap_host"] = "imap.acme.example",
            ["imap_password"] = "a secret of ours, long",
        };
        var without = Apply(current, """{"imap_host":null}""").Values;
        Apply(without, """{"imap_host":"evil.example"}""")
            .Faults.ShouldHaveSingleItem()
            .Field.ShouldBe("config.imap_password");
    }

    [Fact]
    public void No_sequence_of_reads_and_writes_stores_a_mask_or_shows_a_secret()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Dice(seed);
            var real = new HashSet<string>(StringComparer.Ordinal);
            IReadOnlyDictionary<string, string> stored = new Dictionary<string, string>(StringComparer.Ordinal);
            var shown = AccountAnswers.Shown(EmailKind.Settings, stored);
            for (var step = 0; step < 30; step++)
            {
                var write = Write(chance, shown, real);
                var merged = ConfigMerge.Apply(
                    EmailKind.Settings,
                    stored,
                    JsonDocument.Parse(write.ToJsonString()).RootElement
                );
                if (merged.Faults.Count == 0)
                    stored = merged.Values;
                shown = AccountAnswers.Shown(EmailKind.Settings, stored);
                foreach (var name in Secrets.Where(stored.ContainsKey))
                    real.ShouldContain(stored[name], $"seed {seed}, step {step}: {name} after {write.ToJsonString()}");
                foreach (var secret in real)
                    shown.GetRawText().ShouldNotContain(secret, customMessage: $"seed {seed}, step {step}");
            }
        }
    }

    // A client may send a new secret, a mask that it was shown for any member, a made-up mask, or null.
    private static JsonObject Write(Dice chance, JsonElement shown, HashSet<string> real)
    {
        var write = new JsonObject();
        foreach (var name in Secrets)
        {
            switch (chance.Next(6))
            {
                case 0:
                    write[name] = $"secret-{chance.Next(1_000_000):D6}{new string('x', chance.Next(12))}";
                    real.Add(write[name]!.GetValue<string>());
                    break;
                case 1 when shown.TryGetProperty(Secrets[chance.Next(Secrets.Length)], out var mask):
                    write[name] = mask.GetString();
                    break;
                case 2:
                    write[name] =
                        "****" + chance.Next(10_000).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case 3:
                    write[name] = null;
                    break;
            }
        }
        return write;
    }

    private static ConfigMerge Apply(IReadOnlyDictionary<string, string> current, string json) =>
        ConfigMerge.Apply(EmailKind.Settings, current, JsonDocument.Parse(json).RootElement);

    /// <summary>The same rolls for the same seed.</summary>
    private sealed class Dice(int seed)
    {
        private ulong _state = ((ulong)seed * 2654435761) + 88172645463325252;

        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)(_state % (ulong)below);
        }
    }
}
