//! Enums that know all their variants, so that no list beside them can miss one.
//!
//! Use `listed!` for an enum that somebody goes through as a whole (`ALL`), and `named!` for one whose variants have
//! stable names in the database, in JSON or in file formats (`ALL`, `as_str`, `Display`, `FromStr`). To add a variant,
//! add a line to the enum: there is no second list and no count.

/// A text that is none of the names of an enum made with `named!`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text} is not {what}")]
pub struct UnknownName {
    pub text: String,
    /// What was expected, as in "a role".
    pub what: &'static str,
}

/// An enum with `ALL`, its variants in the order of the declaration.
macro_rules! listed {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident { $($(#[$variant_meta:meta])* $Variant:ident),+ $(,)? }
    ) => {
        $(#[$meta])*
        pub enum $Name { $($(#[$variant_meta])* $Variant),+ }

        impl $Name {
            /// Every variant, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];
        }
    };
}

/// A `listed!` enum whose variants have names: `pub enum Kind: "a kind" { Join = "join" }`. The text after the name of
/// the enum says in error messages what was expected.
macro_rules! named {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident: $what:literal { $($(#[$variant_meta:meta])* $Variant:ident = $text:literal),+ $(,)? }
    ) => {
        $crate::domain::variants::listed! {
            $(#[$meta])*
            pub enum $Name { $($(#[$variant_meta])* $Variant),+ }
        }

        impl $Name {
            /// The stable name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Variant => $text),+
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $Name {
            type Err = $crate::domain::variants::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|variant| variant.as_str() == text);
                found.ok_or_else(|| $crate::domain::variants::UnknownName { text: text.to_owned(), what: $what })
            }
        }
    };
}

pub(crate) use {listed, named};

#[cfg(test)]
mod tests {
    named! {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Colour: "a colour" {
            Red = "red",
            DarkBlue = "dark-blue",
        }
    }

    #[test]
    fn names_are_read_back_and_others_are_told() {
        assert_eq!(Colour::ALL, [Colour::Red, Colour::DarkBlue]);
        for colour in Colour::ALL {
            assert_eq!(colour.to_string().parse(), Ok(*colour));
        }
        assert_eq!("blue".parse::<Colour>().expect_err("refused").to_string(), "blue is not a colour");
    }
}
