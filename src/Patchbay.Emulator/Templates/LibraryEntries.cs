namespace Patchbay.Emulator.Templates;

internal sealed record LibraryButton(string Type, string Text);

internal sealed record LibraryEntry(
    string Name,
    string Language,
    string Topic,
    string Usecase,
    string Industry,
    string Header,
    string Body,
    string[] Examples,
    params LibraryButton[] Buttons
)
{
    public string Id => $"{Name}:{Language}";
}

/// <summary>
/// The emulator's own template library: a few templates for each of Meta's topics, each in two languages.
/// </summary>
internal static class LibraryEntries
{
    private const string Orders = "ORDER_MANAGEMENT";
    private const string Payments = "PAYMENTS";
    private const string Events = "EVENT_REMINDER";
    private const string Accounts = "ACCOUNT_UPDATE";
    private const string Feedback = "CUSTOMER_FEEDBACK";
    private const string Shop = "E_COMMERCE";
    private const string Finance = "FINANCIAL_SERVICES";
    private static readonly LibraryButton Track = new("URL", "Track it");
    private static readonly LibraryButton Follow = new("URL", "Acompanhar");
    private static readonly LibraryButton CallUs = new("PHONE_NUMBER", "Call us");
    private static readonly LibraryButton Phone = new("PHONE_NUMBER", "Ligar");

    public static readonly LibraryEntry[] All =
    [
        new(
            "delivery_update_1",
            "en_US",
            Orders,
            "DELIVERY_UPDATE",
            Shop,
            "On its way",
            "Your order {{1}} has left us and should be with you on {{2}}, so please keep an eye out.",
            ["12345", "Monday"],
            Track
        ),
        new(
            "delivery_update_1",
            "pt_BR",
            Orders,
            "DELIVERY_UPDATE",
            Shop,
            "A caminho",
            "Seu pedido {{1}} saiu daqui e deve chegar até você no dia {{2}}, fique de olho.",
            ["12345", "segunda"],
            Follow
        ),
        new(
            "delivery_failed_1",
            "en_US",
            Orders,
            "DELIVERY_FAILED",
            Shop,
            "We missed you",
            "We tried to deliver your order {{1}} today, but no one was at home. Reply here to choose another day.",
            ["12345"],
            CallUs
        ),
        new(
            "delivery_failed_1",
            "pt_BR",
            Orders,
            "DELIVERY_FAILED",
            Shop,
            "Não encontramos você",
            "Passamos hoje com o pedido {{1}} e ninguém atendeu. Responda aqui para escolher outro dia.",
            ["12345"],
            Phone
        ),
        new(
            "order_confirmation_1",
            "en_US",
            Orders,
            "ORDER_CONFIRMATION",
            Shop,
            "Thank you",
            "We have your order {{1}} over {{2}} and are packing it now, more news will follow here.",
            ["12345", "30 USD"]
        ),
        new(
            "order_confirmation_1",
            "pt_BR",
            Orders,
            "ORDER_CONFIRMATION",
            Shop,
            "Obrigado",
            "Recebemos seu pedido {{1}} no valor de {{2}} e já estamos separando tudo para você.",
            ["12345", "R$ 30"]
        ),
        new(
            "order_cancelled_1",
            "en_US",
            Orders,
            "ORDER_OR_TRANSACTION_CANCEL",
            Shop,
            "Order cancelled",
            "Your order {{1}} is cancelled as you wished, and nothing will be charged for it.",
            ["12345"]
        ),
        new(
            "order_cancelled_1",
            "pt_BR",
            Orders,
            "ORDER_OR_TRANSACTION_CANCEL",
            Shop,
            "Pedido cancelado",
            "Seu pedido {{1}} foi cancelado como você pediu, e nada será cobrado por ele.",
            ["12345"]
        ),
        new(
            "payment_reminder_1",
            "en_US",
            Payments,
            "PAYMENT_DUE_REMINDER",
            Finance,
            "Payment due",
            "The payment of {{1}} for your account is due on {{2}}, thank you for paying in time.",
            ["10 USD", "Monday"],
            CallUs
        ),
        new(
            "payment_reminder_1",
            "pt_BR",
            Payments,
            "PAYMENT_DUE_REMINDER",
            Finance,
            "Lembrete de pagamento",
            "O pagamento de {{1}} da sua conta vence no dia {{2}}, obrigado por pagar em dia.",
            ["R$ 10", "segunda"],
            Phone
        ),
        new(
            "payment_received_1",
            "en_US",
            Payments,
            "PAYMENT_CONFIRMATION",
            Finance,
            "Payment received",
            "Your payment of {{1}} has arrived with us, and your account is settled. Thank you.",
            ["10 USD"]
        ),
        new(
            "payment_received_1",
            "pt_BR",
            Payments,
            "PAYMENT_CONFIRMATION",
            Finance,
            "Pagamento recebido",
            "Seu pagamento de {{1}} chegou até nós, e sua conta está em dia. Obrigado.",
            ["R$ 10"]
        ),
        new(
            "payment_failed_1",
            "en_US",
            Payments,
            "PAYMENT_ACTION_REQUIRED",
            Finance,
            "Payment not possible",
            "We could not collect the payment of {{1}} for your account. Please look at your card.",
            ["10 USD"]
        ),
        new(
            "payment_failed_1",
            "pt_BR",
            Payments,
            "PAYMENT_ACTION_REQUIRED",
            Finance,
            "Pagamento não realizado",
            "Não conseguimos cobrar o valor de {{1}} da sua conta. Por favor, confira seu cartão.",
            ["R$ 10"]
        ),
        new(
            "appointment_reminder_1",
            "en_US",
            Events,
            "APPOINTMENT_REMINDER",
            "HEALTH",
            "Your appointment",
            "We look forward to seeing you on {{1}} at our place, answer here to change it.",
            ["Monday"]
        ),
        new(
            "appointment_reminder_1",
            "pt_BR",
            Events,
            "APPOINTMENT_REMINDER",
            "HEALTH",
            "Sua consulta",
            "Esperamos por você no dia {{1}} em nossa clínica, responda aqui para remarcar.",
            ["segunda"]
        ),
        new(
            "event_details_1",
            "en_US",
            Events,
            "EVENT_DETAILS_REMINDER",
            "ENTERTAINMENT",
            "See you soon",
            "The event {{1}} begins on {{2}}. Doors open half an hour earlier, bring your ticket.",
            ["Open day", "Monday"]
        ),
        new(
            "event_details_1",
            "pt_BR",
            Events,
            "EVENT_DETAILS_REMINDER",
            "ENTERTAINMENT",
            "Até breve",
            "O evento {{1}} começa no dia {{2}}. As portas abrem meia hora antes, traga seu ingresso.",
            ["Portas abertas", "segunda"]
        ),
        new(
            "account_created_1",
            "en_US",
            Accounts,
            "ACCOUNT_CREATION_CONFIRMATION",
            Shop,
            "Welcome",
            "Your account for {{1}} is ready. If it was not you who opened it, answer here at once.",
            ["Ana"]
        ),
        new(
            "account_created_1",
            "pt_BR",
            Accounts,
            "ACCOUNT_CREATION_CONFIRMATION",
            Shop,
            "Boas-vindas",
            "Sua conta para {{1}} está pronta. Se não foi você quem abriu, responda aqui agora mesmo.",
            ["Ana"]
        ),
        new(
            "low_balance_1",
            "en_US",
            Accounts,
            "LOW_BALANCE_WARNING",
            Finance,
            "Low balance",
            "The balance of your account ending in {{1}} is now below {{2}}, so please have a look.",
            ["4321", "50 USD"]
        ),
        new(
            "low_balance_1",
            "pt_BR",
            Accounts,
            "LOW_BALANCE_WARNING",
            Finance,
            "Saldo baixo",
            "O saldo da sua conta com final {{1}} está abaixo de {{2}}, por favor dê uma olhada.",
            ["4321", "R$ 50"]
        ),
        new(
            "feedback_request_1",
            "en_US",
            Feedback,
            "FEEDBACK_SURVEY",
            Shop,
            "How was it?",
            "You visited us on {{1}}. Please tell us how it was; your answer helps us to improve.",
            ["Monday"]
        ),
        new(
            "feedback_request_1",
            "pt_BR",
            Feedback,
            "FEEDBACK_SURVEY",
            Shop,
            "Como foi?",
            "Você esteve conosco no dia {{1}}. Conte em uma palavra como foi, isso nos ajuda muito.",
            ["segunda"]
        ),
    ];
}
