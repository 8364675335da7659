using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Composition;
using Patchbay.Emulator.Control;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Hosting;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator;

/// <summary>A running emulator of Meta's Graph API with its own server.</summary>
public sealed class GraphEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;

    private GraphEmulator(EmulatorHost host) => _host = host;

    /// <summary>Starts an emulator. It answers requests when the task ends.</summary>
    public static async Task<GraphEmulator> StartAsync(
        EmulatorOptions? options = null,
        CancellationToken ct = default
    ) => new(await EmulatorHost.StartAsync(options ?? new EmulatorOptions(), ct));

    /// <summary>
    /// The address of the emulator, which stands for <c>graph.facebook.com</c> and Meta's other hosts.
    /// </summary>
    public Uri BaseAddress => _host.BaseAddress;

    /// <summary>
    /// Answers requests to <see cref="BaseAddress"/> in the process. With empty <see cref="EmulatorOptions.Urls"/> no
    /// port is opened.
    /// </summary>
    public HttpMessageHandler CreateHandler() => _host.CreateHandler();

    public string AppId => _host.Options.AppId;
    public string AppSecret => _host.Options.AppSecret;
    public string ConfigId => _host.Options.ConfigId;
    public string AppToken => $"{AppId}|{AppSecret}";

    /// <summary>The Graph requests received, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Requests => Default.Requests.All();

    /// <summary>The webhooks made so far, oldest first.</summary>
    public IReadOnlyList<DeliveryRecord> Deliveries =>
        Default.Read(() => Default.All<Delivery>().Select(DeliveryRecord.Of).ToList());

    private World Default => _host.Worlds.Default;

    internal EmulatorHost Host => _host;

    /// <summary>Adds a portfolio. The result adds accounts, numbers and tokens to it.</summary>
    public BusinessHandle AddBusiness(string name, string country = "US") =>
        new(
            Default,
            Change(() =>
                Default
                    .Add(
                        new Business
                        {
                            Id = Default.Ids.Number(),
                            Name = name,
                            Country = country,
                        }
                    )
                    .Id
            )
        );

    /// <summary>Adds a customer who can write to business numbers.</summary>
    /// <param name="number">With country code. Numbers that begin with +1 555 010 have an open 24-hour window from the
    /// start.</param>
    /// <exception cref="ArgumentException">The text is not a phone number.</exception>
    public CustomerHandle AddCustomer(string number, string? name = null)
    {
        var digits =
            PhoneFormat.Parse(number) ?? throw new ArgumentException($"Not a phone number: {number}", nameof(number));
        Change(() => InboundMessages.Remember(Default, digits, name));
        return new CustomerHandle(Default, digits);
    }

    /// <summary>Sends the app's webhooks to an address, without the challenge that the dashboard makes.</summary>
    /// <param name="kind"><c>whatsapp_business_account</c>, <c>page</c> or <c>instagram</c>.</param>
    public void SendWebhooksTo(Uri address, string kind = WebhookFields.Whatsapp) =>
        Change(() =>
        {
            var app = Default.Get<App>(AppId);
            app.Subscriptions.RemoveAll(s => s.Object == kind);
            app.Subscriptions.Add(
                new AppSubscription(kind, [.. WebhookFields.Of(kind)]) { CallbackUrl = address.AbsoluteUri }
            );
            Default.Save(app);
            return true;
        });

    /// <summary>Goes through Embedded Signup as a customer would in the pop-up.</summary>
    public SignupOutcome SignUp(SignupChoices? choices = null) =>
        Change(() => SignupFlow.Finish(Default, choices ?? new SignupChoices()));

    /// <summary>
    /// Signs up, redeems the code and registers the number: the shortest way to a number that can send.
    /// </summary>
    public ConnectedNumber Connect(SignupChoices? choices = null) =>
        Change(() => Shortcuts.Connect(Default, choices ?? new SignupChoices()));

    /// <returns>The message id.</returns>
    public string ReceiveText(string phoneNumberId, string from, string? name, string text) =>
        Receive(phoneNumberId, from, name, "text", new JsonObject { ["body"] = text });

    /// <summary>Sends a message of any type from a customer.</summary>
    /// <param name="content">The value under the type's name in the webhook.</param>
    /// <param name="replyTo">The id of the message that is quoted or answered.</param>
    public string Receive(
        string phoneNumberId,
        string from,
        string? name,
        string type,
        JsonNode content,
        string? replyTo = null,
        byte[]? media = null
    ) =>
        Change(() =>
            InboundMessages
                .Receive(
                    Default,
                    new InboundDraft(phoneNumberId, from, name, type, content)
                    {
                        ReplyTo = replyTo,
                        MediaContent = media,
                    }
                )
                .Id
        );

    /// <summary>Moves an outgoing message to a status: sent, delivered, read, played or failed (with a code).</summary>
    public void SetStatus(string messageId, string status, int? errorCode = null) =>
        Change(() =>
        {
            Shortcuts.SetStatus(Default, messageId, status, errorCode);
            return true;
        });

    /// <summary>Returns the current status of a message, in Meta's words.</summary>
    public string? StatusOf(string messageId) =>
        Default.Read(() => Default.Find<Message>(messageId)?.Status.ToString().ToLowerInvariant());

    /// <summary>Returns the verification code that was last sent to a number.</summary>
    public string? VerificationCodeOf(string phoneNumberId) =>
        Default.Read(() => Default.Find<PhoneNumber>(phoneNumberId)?.VerificationCode);

    /// <summary>Ends a token with one of Meta's subcodes: 458 app removed, 460 password changed, 463 expired.</summary>
    public void RevokeToken(string token, int subcode = 458) =>
        Change(() =>
        {
            Shortcuts.RevokeToken(Default, token, subcode);
            return true;
        });

    /// <summary>Makes the next requests of an operation or path fail.</summary>
    /// <param name="operationOrPath">An operation id, or a path pattern with <c>*</c> when it contains a slash.</param>
    public string FailNext(
        string operationOrPath,
        int code,
        int? subcode = null,
        int? httpStatus = null,
        int times = 1,
        string? method = null
    ) =>
        AddFault(
            new Fault
            {
                Operation = operationOrPath.Contains('/', StringComparison.Ordinal) ? null : operationOrPath,
                Path = operationOrPath.Contains('/', StringComparison.Ordinal) ? operationOrPath : null,
                Method = method,
                Code = code,
                Subcode = subcode,
                HttpStatus = httpStatus,
                Times = times,
            }
        );

    public string AddFault(Fault fault) => Default.Faults.Add(fault).Id;

    public void ClearFaults() => Default.Faults.Clear();

    /// <summary>Moves the emulator's clock. Everything that became due happens before this returns.</summary>
    public void AdvanceClock(TimeSpan by)
    {
        Default.Clock.Advance(by);
        Default.Agenda.Tick();
    }

    /// <summary>Waits until no status is about to change and every webhook was sent at least once.</summary>
    public Task WhenDeliveriesIdle(CancellationToken ct = default) => Default.WhenQuietAsync(ct);

    /// <summary>Waits until a finished request matches. Earlier requests count too.</summary>
    public Task<RequestRecord> WhenRequested(Func<RequestRecord, bool> matches, CancellationToken ct = default) =>
        Default.Requests.WhenAsync(matches, ct);

    /// <summary>Sends a webhook again, now.</summary>
    public void Redeliver(string deliveryId) =>
        Change(() =>
        {
            Shortcuts.Redeliver(Default, deliveryId);
            return true;
        });

    /// <summary>Returns to a fresh world with the same seed and the same ids.</summary>
    public void Reset() => Shortcuts.Reset(Default);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private T Change<T>(Func<T> act) => Default.Change(act, out _);
}

/// <summary>A number that is signed up and registered, with the customer's business token.</summary>
public sealed record ConnectedNumber(
    string BusinessId,
    string WabaId,
    string PhoneNumberId,
    string DisplayPhoneNumber,
    string AccessToken
);

/// <summary>A webhook with its exact body and every attempt to deliver it.</summary>
public sealed record DeliveryRecord(
    string Id,
    string Url,
    string Field,
    string Body,
    string Status,
    IReadOnlyList<DeliveryAttemptRecord> Attempts
)
{
    internal static DeliveryRecord Of(Delivery d) =>
        new(
            d.Id,
            d.Url,
            d.Field,
            Encoding.ASCII.GetString(d.Body),
            d.Status.ToString().ToLowerInvariant(),
            [
                .. d.Attempts.Select(a => new DeliveryAttemptRecord(
                    DateTimeOffset.FromUnixTimeMilliseconds(a.At),
                    a.HttpStatus,
                    a.Error,
                    a.Milliseconds
                )),
            ]
        );
}

public sealed record DeliveryAttemptRecord(DateTimeOffset At, int? HttpStatus, string? Error, long Milliseconds);
