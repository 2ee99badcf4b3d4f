//! Changes to a team's own catalogue. Each leaves the old one as it is, so that it can be undone.

use super::catalogue::PLAN_WORDS;
use super::entry::slug;
use super::json::{CatalogueJson, FeatureJson, Localised, OptionKind, ProviderJson};

impl CatalogueJson {
    /// An option by its id.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<&ProviderJson> {
        self.providers.iter().find(|one| one.id == id)
    }

    /// With an option in the place of the one of the same id, or behind all others.
    #[must_use]
    pub fn with(mut self, provider: ProviderJson) -> Self {
        match self.providers.iter_mut().find(|one| one.id == provider.id) {
            Some(place) => *place = provider,
            None => self.providers.push(provider),
        }
        self
    }

    /// Without an option.
    #[must_use]
    pub fn without(mut self, id: &str) -> Self {
        self.providers.retain(|one| one.id != id);
        self
    }

    /// An id that no option has yet.
    #[must_use]
    pub fn free_id(&self, wanted: &str) -> String {
        free(wanted, "option", |id| self.providers.iter().any(|one| one.id == id))
    }

    /// With a feature renamed, or behind all others where its id is new.
    #[must_use]
    pub fn with_feature(mut self, feature: FeatureJson) -> Self {
        match self.features.iter_mut().find(|one| one.id == feature.id) {
            Some(place) => place.name = feature.name,
            None => self.features.push(feature),
        }
        self
    }

    /// Without a feature, and without what options say of it.
    #[must_use]
    pub fn without_feature(mut self, id: &str) -> Self {
        self.features.retain(|one| one.id != id);
        for provider in &mut self.providers {
            provider.features.retain(|feature, _| feature != id);
        }
        self
    }

    /// The id of the feature that a person calls so, in whatever language, or the id that a new one would have.
    #[must_use]
    pub fn feature_id(&self, called: &str) -> String {
        let wanted = slug(called);
        let is_it = |one: &&FeatureJson| one.id == called || one.name.values().any(|name| slug(name) == wanted);
        self.features.iter().find(is_it).map_or_else(
            || free(&wanted, "feature", |id| self.features.iter().any(|one| one.id == id) || is_plan_word(id)),
            |one| one.id.clone(),
        )
    }

    /// With the features and options of another catalogue, which take the place of those of the same id.
    #[must_use]
    pub fn merged(mut self, other: Self) -> Self {
        for feature in other.features {
            self = self.with_feature(feature);
        }
        for provider in other.providers {
            // There is one of each of these kinds, whatever its id.
            if provider.kind != OptionKind::Company {
                self.providers.retain(|one| one.kind != provider.kind || one.id == provider.id);
            }
            self = self.with(provider);
        }
        self
    }

    /// Every language in which it says something.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut languages: Vec<&str> = Vec::new();
        let texts = self.providers.iter().flat_map(|one| {
            let more = [one.migration.as_ref(), one.interest.text.as_ref()];
            [&one.name, &one.what, &one.source].into_iter().chain(more.into_iter().flatten())
        });
        for language in texts.chain(self.features.iter().map(|one| &one.name)).flat_map(Localised::keys) {
            if let Err(place) = languages.binary_search(&language.as_str()) {
                languages.insert(place, language);
            }
        }
        languages
    }
}

/// Whether a plan's needs have this word for something of their own.
fn is_plan_word(id: &str) -> bool {
    PLAN_WORDS.contains(&id) || id.contains('.')
}

fn free(wanted: &str, otherwise: &str, taken: impl Fn(&str) -> bool) -> String {
    let wanted = if wanted.is_empty() { otherwise } else { wanted };
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut count = 2_u32;
    loop {
        let id = [wanted, "-", &count.to_string()].concat();
        if !taken(&id) {
            return id;
        }
        count += 1;
    }
}
