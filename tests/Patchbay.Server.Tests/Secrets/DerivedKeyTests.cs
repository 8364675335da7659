using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patchbay.Emulator;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;
using Patchbay.Server.Tests.Connections;
using Patchbay.Server.Tests.Instances;
using Patchbay.Server.Tests.Integrations;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.ConnectionStage;

namespace Patchbay.Server.Tests.Secrets;

/// <summary>
/// What is recognized by a derived key is recognized through the whole change of a master key, and after an upgrade from
/// a version that derived its keys from the master key.
/// </summary>
public sealed class DerivedKeyTests
{
    private const string InstanceToken = "a-token-of-an-instance";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string Old =
            "test:" + Convert.ToBase64String(Encoding.ASCII.GetBytes(PatchbayHost.MasterKey)),
        New = "next:" + Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    private static readonly string[][] Steps =
    [
        [Old],
        [Old, New],
        [New, Old],
        [New],
    ];

    [Theory, EachDatabase]
    public async Task Tokens_are_recognized_at_every_step_of_a_rotation(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await AtEachStepAsync(stage, await MarkAsync(stage));
    }

    [Theory, EachDatabase]
    public async Task Tokens_of_an_earlier_version_are_recognized_at_every_step_of_a_rotation(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        // An earlier version had no such rows, and derived its keys from the master key. The server that runs keeps the
        // keys in memory, so its values are made again from the master key.
        await ExecuteAsync(stage, "delete from derived_keys");
        await using var former = await stage.Host.StartSecondAsync(With(stage, Old));
        var marks = await MarkAsync(stage, former);

        marks.PhoneToken.ShouldBe(
            Convert.ToHexStringLower(
                HMACSHA256.HashData(
                    HKDF.DeriveKey(
                        HashAlgorithmName.SHA256,
                        Encoding.ASCII.GetBytes(PatchbayHost.MasterKey),
                        32,
                        info: "phone-webhook"u8.ToArray()
                    ),
                    Guid.Parse(marks.Phone).ToByteArray()
                )
            )
        );
        await AtEachStepAsync(stage, marks);
    }

    [Theory, EachDatabase]
    public async Task The_old_key_is_needed_until_derived_keys_are_wrapped_too(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        await using (var next = await stage.Host.StartSecondAsync(With(stage, New, Old)))
        {
            var rotation = next.Get<MasterKeyRotation>();
            while (await rotation.StepAsync(default)) { }
            (await rotation.ProgressAsync(default)).IsDone.ShouldBeTrue();
            await ExecuteAsync(stage, "update derived_keys set master_key_id = 'test' where purpose = 'root'");
            (await rotation.ProgressAsync(default)).IsDone.ShouldBeFalse();
        }
        (
            await Should.ThrowAsync<StartRefusedException>(() => stage.Host.StartSecondAsync(With(stage, New)))
        ).Message.ShouldContain("'test'");
        await ExecuteAsync(stage, "update derived_keys set master_key_id = 'next'");
    }

    private static async Task AtEachStepAsync(Stage stage, Marks marks)
    {
        foreach (var (keys, number) in Steps.Zip(marks.Numbers))
        {
            await using var host = await stage.Host.StartSecondAsync(With(stage, keys));
            var step = string.Join(", ", keys.Select(key => key.Split(':')[0]));

            (await AskAsync(host, InstanceStage.Hook, InstanceToken)).ShouldBe(HttpStatusCode.OK, step);
            (await AskAsync(host, "/webhook/whatsapp", marks.AccountToken)).ShouldBe(HttpStatusCode.OK, step);
            (await AskAsync(host, $"/webhook/phone/{marks.Phone}", marks.PhoneToken)).ShouldBe(HttpStatusCode.OK, step);
            (await AskAsync(host, "/webhooks/meta", marks.AppToken)).ShouldBe(HttpStatusCode.OK, step);
            foreach (var path in (string[])[InstanceStage.Hook, "/webhook/whatsapp", $"/webhook/phone/{marks.Phone}"])
                (await AskAsync(host, path, "another-token")).ShouldBe(HttpStatusCode.Forbidden, step);
            await RefusalIsNoticedAsync(stage, host, number, step);

            var rotation = host.Get<MasterKeyRotation>();
            while (await rotation.StepAsync(default)) { }
            (await rotation.ProgressAsync(default)).IsDone.ShouldBeTrue(step);
        }
    }

    private static async Task RefusalIsNoticedAsync(Stage stage, PatchbayHost host, Number number, string step)
    {
        using var api = host.ClientWith(stage.Api.DefaultRequestHeaders.Authorization!.Parameter!);
        stage.Meta.RevokeToken(number.Connected.AccessToken);
        await api.PostJsonAsync(
                $"/v1/phones/{number.Phone}/messages",
                """{"type":"text","to":"+15550100001","text":"Hello"}"""
            )
            .ShouldBeAsync(HttpStatusCode.BadRequest);
        using var patience = new CancellationTokenSource(Patience);
        string? status;
        do
        {
            var read = await api.GetAsync($"{Root}/{number.Connection}").ShouldBeAsync(HttpStatusCode.OK);
            status = read.Text("status");
        } while (status != "suspended" && !patience.IsCancellationRequested);
        status.ShouldBe("suspended", step);
    }

    /// <summary>Stores everything that is recognized by a derived key.</summary>
    private static async Task<Marks> MarkAsync(Stage stage, PatchbayHost? on = null)
    {
        var host = on ?? stage.Host;
        using var api = host.ClientWith(stage.Api.DefaultRequestHeaders.Authorization!.Parameter!);
        var numbers = new List<Number>();
        foreach (var _ in Steps)
            numbers.Add(await RegisterAsync(stage, api));
        var instance = await api.CreateInstanceAsync();
        await api.PostJsonAsync(
                InstanceStage.Channel(instance),
                InstanceStage.SetUpJson(stage.Meta.Connect(), more: $",\"verify_token\":\"{InstanceToken}\"")
            )
            .ShouldBeAsync(HttpStatusCode.Created);
        var account = await api.PostJsonAsync(AccountStage.Accounts, AccountStage.NumberJson(stage.Meta.Connect()))
            .ShouldBeAsync(HttpStatusCode.Created);
        var phone = numbers[0].Phone;
        return new(
            numbers,
            account.Text("verify_token")!,
            phone,
            PhoneVerifyToken.Of(host.Get<DerivedKeys>(), Guid.Parse(phone)),
            host.Get<Patchbay.Server.Platform.Meta.MetaApps>().Get("sandbox").VerifyToken.Reveal()
        );
    }

    private static async Task<Number> RegisterAsync(Stage stage, HttpClient api)
    {
        var number = stage.Meta.Connect();
        var made = await api.PostJsonAsync($"{Root}/meta", RegisterJson(number)).ShouldBeAsync(HttpStatusCode.Created);
        var phones = await api.GetAsync("/v1/phones?limit=100").ShouldBeAsync(HttpStatusCode.OK);
        var phone = phones
            .GetProperty("data")
            .EnumerateArray()
            .Single(row => row.GetRawText().Contains(number.PhoneNumberId, StringComparison.Ordinal));
        return new(number, made.Id(), phone.Id());
    }

    private static async Task<HttpStatusCode> AskAsync(PatchbayHost host, string path, string token)
    {
        using var response = await host.Anonymous.GetAsync(
            $"{path}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158201444"
        );
        return response.StatusCode;
    }

    private static Dictionary<string, string?> With(Stage stage, params string[] keys)
    {
        var settings = new Dictionary<string, string?>(stage.Settings);
        for (var i = 0; i < keys.Length; i++)
            settings[$"Vault:MasterKeys:{i}"] = keys[i];
        return settings;
    }

    private static Task ExecuteAsync(Stage stage, string sql) =>
        stage.Host.Get<Database>().WriteAsync(session => session.ExecuteAsync(sql), default);

    private sealed record Number(ConnectedNumber Connected, string Connection, string Phone);

    private sealed record Marks(
        IReadOnlyList<Number> Numbers,
        string AccountToken,
        string Phone,
        string PhoneToken,
        string AppToken
    );
}
